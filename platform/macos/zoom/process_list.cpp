#include "platform/macos/zoom/process_list.h"

#include <QRegularExpression>

namespace reconnect::macos {
namespace {

constexpr int psMs = 1500;
constexpr qint64 maxListing = 4 << 20;

} // namespace

Command askProcesses(std::optional<qint64> pid)
{
    Command command;
    command.program = QStringLiteral("/bin/ps");
    command.arguments =
        pid ? QStringList{QStringLiteral("-ww"), QStringLiteral("-p"), QString::number(*pid)}
            : QStringList{QStringLiteral("-axww")};
    command.arguments += {QStringLiteral("-o"), QStringLiteral("pid=,uid=,comm=")};
    command.timeoutMs = psMs;
    command.maxOutput = maxListing;
    return command;
}

QList<ClientProcess> processesFrom(const QByteArray& listing, quint32 user, const QStringList& apps)
{
    static const QRegularExpression line(
        QStringLiteral("^\\s*(\\d{1,10})\\s+(\\d{1,10})\\s+(\\S.*?)\\s*$"));
    QList<ClientProcess> found;
    for (const QString& text : QString::fromUtf8(listing).split(QLatin1Char('\n'))) {
        const auto match = line.match(text);
        if (!match.hasMatch() || match.captured(2).toULongLong() != user)
            continue;
        const QString program = match.captured(3);
        for (const QString& app : apps)
            if (program.startsWith(app + QLatin1Char('/'))) {
                found.append({match.captured(1).toLongLong(), program});
                break;
            }
    }
    return found;
}

} // namespace reconnect::macos
