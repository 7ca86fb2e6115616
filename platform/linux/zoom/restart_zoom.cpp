#include "platform/linux/zoom/restart_zoom.h"

#include "platform/linux/zoom/zoom_files.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QThread>

namespace reconnect::linux_os {
namespace {

constexpr int lookMs = 50;

QString tr(const char* text)
{
    return QCoreApplication::translate("fix", text);
}

void say(const Telling& tell, const QString& words)
{
    if (tell)
        tell(words, -1);
}

QString kindOf(const QString& program)
{
    if (program.startsWith(QLatin1String("/app/")))
        return QStringLiteral("flatpak");
    if (program.startsWith(QLatin1String("/snap/")))
        return QStringLiteral("snap");
    return {};
}

} // namespace

QStringList startCommand(const QString& ranAs, const ZoomPlaces& places)
{
    const QString folder = places.root + QStringLiteral("/opt/zoom");
    QStringList kinds{kindOf(ranAs)};
    if (ranAs.isEmpty() && !QFileInfo::exists(folder + QStringLiteral("/zoom")))
        for (const ZoomInstall& install : installsOnDisk(places))
            kinds.append(install.kind);
    if (kinds.contains(QStringLiteral("flatpak")))
        return {QStringLiteral("/usr/bin/flatpak"), QStringLiteral("run"),
                QStringLiteral("us.zoom.Zoom")};
    if (kinds.contains(QStringLiteral("snap")))
        return {QStringLiteral("/usr/bin/snap"), QStringLiteral("run"),
                QStringLiteral("zoom-client")};
    for (const char* name : {"/ZoomLauncher", "/zoom"})
        if (QFileInfo(folder + QLatin1String(name)).isExecutable())
            return {folder + QLatin1String(name)};
    return {};
}

ZoomRestarter::ZoomRestarter(ClientProcesses& processes, ZoomPlaces places, bool isAdministrator)
    : ZoomRestarter(processes, std::move(places), isAdministrator, Patience{})
{
}

ZoomRestarter::ZoomRestarter(ClientProcesses& processes, ZoomPlaces places, bool isAdministrator,
                             Patience patience)
    : m_processes(processes)
    , m_places(std::move(places))
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
    const QStringList command =
        startCommand(before.isEmpty() ? QString() : before.first().program, m_places);
    if (command.isEmpty())
        return failure(ErrorCode::NotFound, QStringLiteral("zoom"));
    if (!before.isEmpty()) {
        say(tell, tr("Ending Zoom."));
        if (!ended(false, m_patience.politeMs) && !ended(true, m_patience.firmMs))
            return failure(ErrorCode::TimedOut, before.first().program);
    }
    say(tell, tr("Starting Zoom."));
    if (const auto started = m_processes.start(command); !started)
        return tl::unexpected(started.error());
    return QString();
}

bool ZoomRestarter::ended(bool firmly, int timeoutMs)
{
    QElapsedTimer clock;
    clock.start();
    // Anew each time: what one of them starts while it ends has to end too.
    QList<qint64> told;
    for (;;) {
        const QList<ClientProcess> left = m_processes.running();
        if (left.isEmpty())
            return true;
        if (clock.elapsed() > timeoutMs)
            return false;
        for (const ClientProcess& process : left) {
            if (!told.contains(process.pid))
                m_processes.end(process, firmly);
            told.append(process.pid);
        }
        QThread::msleep(lookMs);
    }
}

} // namespace reconnect::linux_os
