#include "platform/linux/zoom/start_command.h"

#include "platform/linux/zoom/zoom_files.h"

#include <QFileInfo>

namespace reconnect::linux_os {
namespace {

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

} // namespace reconnect::linux_os
