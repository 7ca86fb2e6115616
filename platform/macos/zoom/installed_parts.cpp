#include "platform/macos/zoom/installed_parts.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace reconnect::macos {
namespace {

constexpr int launchMs = 10000;

QString tr(const char* text)
{
    return QCoreApplication::translate("fix", text);
}

const QString daemonPlist = QStringLiteral("/Library/LaunchDaemons/us.zoom.ZoomDaemon.plist");

Command launchctl(const QStringList& arguments)
{
    Command command;
    command.program = QStringLiteral("/bin/launchctl");
    command.arguments = arguments;
    command.timeoutMs = launchMs;
    command.maxOutput = 64 << 10;
    return command;
}

bool isThere(const QString& path)
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink();
}

} // namespace

QStringList installedParts(const ZoomFolders& folders)
{
    QStringList parts;
    for (const char* path : {"/Library/LaunchAgents/us.zoom.updater.plist",
                             "/Library/LaunchAgents/us.zoom.updater.login.check.plist",
                             "/Library/LaunchDaemons/us.zoom.ZoomDaemon.plist",
                             "/Library/PrivilegedHelperTools/us.zoom.ZoomDaemon",
                             "/Library/Internet Plug-Ins/ZoomUsPlugIn.plugin",
                             "/Library/Audio/Plug-Ins/HAL/ZoomAudioDevice.driver"})
        parts.append(folders.root + QLatin1String(path));
    parts.removeIf([](const QString& path) { return !isThere(path); });
    return parts + zoomApps(folders);
}

PartsRemoval::PartsRemoval(Tools& tools, Trash& trash, ZoomFolders folders, quint32 user)
    : m_tools(tools)
    , m_trash(trash)
    , m_folders(std::move(folders))
    , m_user(user)
{
}

// One that does not run is none to end, and says so by its exit code.
void PartsRemoval::endServices()
{
    const QString session = QStringLiteral("gui/%1/").arg(m_user);
    const QStringList services{session + QStringLiteral("us.zoom.updater"),
                               session + QStringLiteral("us.zoom.updater.login.check"),
                               QStringLiteral("system/us.zoom.ZoomDaemon")};
    for (const QString& service : services)
        static_cast<void>(m_tools.run(launchctl({QStringLiteral("bootout"), service})));
}

Result<void> PartsRemoval::remove()
{
    const QStringList parts = installedParts(m_folders);
    if (!parts.isEmpty())
        endServices();
    for (const QString& part : parts) {
        const auto moved = m_trash.take(part);
        if (moved) {
            m_moved.append({part, *moved});
            continue;
        }
        if (moved.error().code == ErrorCode::NotFound)
            continue;
        const auto back = putBack();
        return back ? tl::unexpected(moved.error()) : back;
    }
    return {};
}

Result<void> PartsRemoval::putBack()
{
    const bool hadDaemon = !m_moved.isEmpty();
    while (!m_moved.isEmpty()) {
        const Moved last = m_moved.last();
        if (const auto back = m_trash.giveBack(last.now, last.path); !back)
            return failure(ErrorCode::HalfDone,
                           tr("Zoom was moved to the Trash and could not be moved back. Install it "
                              "from https://zoom.us/download."));
        m_moved.removeLast();
    }
    if (hadDaemon && isThere(m_folders.root + daemonPlist))
        static_cast<void>(
            m_tools.run(launchctl({QStringLiteral("bootstrap"), QStringLiteral("system"),
                                   m_folders.root + daemonPlist})));
    return {};
}

} // namespace reconnect::macos
