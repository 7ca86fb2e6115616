#include "core/probe/version.h"

#include <QList>

namespace reconnect {
namespace {

constexpr qsizetype maxParts = 8;
constexpr quint64 maxPart = 1'000'000'000;

QList<quint64> numbersOf(const QString& version)
{
    QList<quint64> parts;
    bool inNumber = false;
    for (const QChar letter : version) {
        const int digit = letter.isDigit() ? letter.digitValue() : -1;
        if (digit >= 0) {
            if (!inNumber)
                parts.append(0);
            inNumber = true;
            parts.last() = qMin(parts.last() * 10 + quint64(digit), maxPart);
        } else if (letter == QLatin1Char('.') && inNumber) {
            inNumber = false;
        } else {
            break;
        }
    }
    return parts.mid(0, maxParts);
}

} // namespace

std::optional<std::strong_ordering> compareVersions(const QString& a, const QString& b)
{
    const QList<quint64> left = numbersOf(a);
    const QList<quint64> right = numbersOf(b);
    if (left.isEmpty() || right.isEmpty())
        return std::nullopt;
    for (qsizetype i = 0; i < qMax(left.size(), right.size()); ++i) {
        const auto order = left.value(i, 0) <=> right.value(i, 0);
        if (order != std::strong_ordering::equal)
            return order;
    }
    return std::strong_ordering::equal;
}

} // namespace reconnect
