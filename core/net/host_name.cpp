#include "core/net/host_name.h"

#include <QList>
#include <QStringView>

#include <algorithm>

namespace reconnect {
namespace {

constexpr qsizetype longestLabel = 63;

bool isDigit(QChar letter)
{
    return letter >= u'0' && letter <= u'9';
}

bool isLabelLetter(QChar letter)
{
    return (letter >= u'a' && letter <= u'z') || (letter >= u'A' && letter <= u'Z') ||
           isDigit(letter) || letter == u'-' || letter == u'_';
}

bool isLabel(QStringView label)
{
    return !label.isEmpty() && label.size() <= longestLabel && !label.startsWith(u'-') &&
           !label.endsWith(u'-') && std::all_of(label.begin(), label.end(), isLabelLetter);
}

} // namespace

bool isHostName(const QString& text)
{
    if (text.isEmpty() || text.size() > longestHostName)
        return false;
    const auto labels = QStringView(text).split(u'.');
    if (!std::all_of(labels.begin(), labels.end(), isLabel))
        return false;
    return !std::all_of(labels.last().begin(), labels.last().end(), isDigit);
}

bool isWithinDomain(const QString& name, const QString& domain)
{
    if (domain.isEmpty() || !name.endsWith(domain, Qt::CaseInsensitive))
        return false;
    const qsizetype rest = name.size() - domain.size();
    return rest == 0 || name.at(rest - 1) == u'.';
}

} // namespace reconnect
