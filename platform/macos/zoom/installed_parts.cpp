#include "platform/macos/zoom/installed_parts.h"

#include <QFileInfo>

#include <algorithm>

namespace reconnect::macos {
namespace {

const QStringList parts{QStringLiteral("/Library/LaunchAgents/us.zoom.updater.plist"),
                        QStringLiteral("/Library/LaunchAgents/us.zoom.updater.login.check.plist"),
                        QStringLiteral("/Library/LaunchDaemons/us.zoom.ZoomDaemon.plist"),
                        QStringLiteral("/Library/PrivilegedHelperTools/us.zoom.ZoomDaemon"),
                        QStringLiteral("/Library/Internet Plug-Ins/ZoomUsPlugIn.plugin"),
                        QStringLiteral("/Library/Audio/Plug-Ins/HAL/ZoomAudioDevice.driver")};

} // namespace

QStringList installedParts(const ZoomFolders& folders)
{
    QStringList all;
    for (const QString& part : parts) {
        const QFileInfo file(folders.root + part);
        if (file.exists() || file.isSymLink())
            all.append(file.filePath());
    }
    return all + zoomApps(folders);
}

bool isPartName(const QString& name)
{
    return name == QLatin1String("zoom.us.app") ||
           std::any_of(parts.begin(), parts.end(),
                       [&name](const QString& part) { return QFileInfo(part).fileName() == name; });
}

} // namespace reconnect::macos
