#include "platform/zoom/restart_zoom.h"

#include "core/tr.h"

namespace reconnect {
namespace {

void say(const Telling& tell, const QString& words)
{
    if (tell)
        tell(words, -1);
}

} // namespace

ZoomRestarter::ZoomRestarter(ClientProcesses& processes, StartCommand startCommand,
                             bool isAdministrator, EndPatience patience)
    : m_processes(processes)
    , m_startCommand(std::move(startCommand))
    , m_isAdministrator(isAdministrator)
    , m_patience(patience)
{
}

bool ZoomRestarter::serves(const Change& change) const
{
    return std::holds_alternative<RestartZoom>(change);
}

Result<QString> ZoomRestarter::carryOut(const Change&, const Telling& tell)
{
    if (m_isAdministrator)
        return failure(ErrorCode::Unsupported,
                       tr("Zoom is not started with an administrator's rights. Close it and start "
                          "it again yourself."));
    const QList<ClientProcess> before = m_processes.running();
    const QStringList command = m_startCommand(before.isEmpty() ? QString() : before[0].program);
    if (command.isEmpty())
        return failure(ErrorCode::NotFound, QStringLiteral("zoom"));
    if (!before.isEmpty()) {
        say(tell, tr("Ending Zoom."));
        if (const auto ended = endClient(m_processes, m_patience); !ended)
            return tl::unexpected(ended.error());
    }
    say(tell, tr("Starting Zoom."));
    if (const auto started = m_processes.start(command); !started)
        return tl::unexpected(started.error());
    return QString();
}

} // namespace reconnect
