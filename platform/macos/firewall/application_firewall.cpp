#include "platform/macos/firewall/application_firewall.h"

#include <QRegularExpression>

namespace reconnect::macos::firewall {
namespace {

constexpr qsizetype maxListing = 1 << 20;
constexpr qsizetype maxPrograms = 10000;

Access accessFrom(const QString& words)
{
    if (words.startsWith(QLatin1String("allow"), Qt::CaseInsensitive))
        return Access::Allowed;
    if (words.startsWith(QLatin1String("block"), Qt::CaseInsensitive))
        return Access::Blocked;
    return Access::Unknown;
}

} // namespace

Result<Mode> modeFrom(const QByteArray& output)
{
    // Whatever words surround it, in whatever language: one number in brackets.
    static const QRegularExpression pattern(QStringLiteral("\\([^()\\d]*(\\d+)\\)"));
    const auto match = pattern.match(QString::fromUtf8(output.left(maxListing)));
    if (match.hasMatch()) {
        const QString number = match.captured(1);
        if (number == QLatin1String("0"))
            return Mode::Off;
        if (number == QLatin1String("1"))
            return Mode::On;
        if (number == QLatin1String("2"))
            return Mode::BlocksAll;
    }
    return failure(ErrorCode::Malformed, QString::fromUtf8(output.left(200)).simplified());
}

Result<QList<ListedProgram>> programsFrom(const QByteArray& output)
{
    static const QRegularExpression header(QStringLiteral("^[^/]*=\\s*(\\d{1,6})$"));
    static const QRegularExpression entry(QStringLiteral("^(\\d{1,6})\\s*:\\s*(\\S.*)$"));
    static const QRegularExpression verdict(QStringLiteral("^\\(\\s*(.*?)\\s*\\)$"));
    if (output.size() > maxListing)
        return failure(ErrorCode::TooLarge);
    QList<ListedProgram> programs;
    qsizetype promised = -1;
    bool isOpen = false; // the last program's words are still to come
    const auto malformed = [](const QString& line) {
        return failure(ErrorCode::Malformed, line.left(200));
    };
    for (const QString& raw : QString::fromUtf8(output).split(QLatin1Char('\n'))) {
        const QString line = raw.trimmed();
        if (line.isEmpty())
            continue;
        if (const auto counted = header.match(line); promised < 0 && counted.hasMatch()) {
            promised = counted.captured(1).toLongLong();
            if (promised > maxPrograms)
                return failure(ErrorCode::TooLarge);
            continue;
        }
        if (const auto named = entry.match(line); named.hasMatch()) {
            if (isOpen || named.captured(1).toLongLong() != programs.size() + 1)
                return malformed(line);
            programs.append({named.captured(2), Access::Unknown});
            isOpen = true;
            continue;
        }
        const auto said = verdict.match(line);
        if (!isOpen || !said.hasMatch())
            return malformed(line);
        programs.last().access = accessFrom(said.captured(1));
        isOpen = false;
    }
    if (promised != programs.size() || isOpen)
        return malformed(QStringLiteral("the list is cut off"));
    return programs;
}

bool saysManaged(const QByteArray& output)
{
    return output.contains("managed Mac");
}

} // namespace reconnect::macos::firewall
