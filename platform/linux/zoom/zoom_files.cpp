#include "platform/linux/zoom/zoom_files.h"

#include "platform/files/bounded_file.h"
#include "platform/linux/zoom/package_answers.h"

#include <QDir>
#include <QFileInfo>

namespace reconnect::linux_os {
namespace {

constexpr qint64 maxFile = 1 << 20;
constexpr int maxProcesses = 100000;

QByteArray content(const QString& path)
{
    return readBounded(path, maxFile).value_or(QByteArray());
}

void addFlatpak(const QString& base, const QString& shown, QList<ZoomInstall>& installs)
{
    const QString app = QStringLiteral("/app/us.zoom.Zoom");
    const QString active = base + app + QStringLiteral("/current/active");
    if (!QFileInfo::exists(active + QStringLiteral("/metadata")))
        return;
    ZoomInstall install;
    install.kind = QStringLiteral("flatpak");
    install.path = shown + app;
    for (const char* file : {"/files/share/metainfo/us.zoom.Zoom.metainfo.xml",
                             "/files/share/appdata/us.zoom.Zoom.appdata.xml"})
        if (install.version.isEmpty())
            install.version = versionFromMetainfo(content(active + QLatin1String(file)));
    installs.append(install);
}

} // namespace

QList<ZoomInstall> installsOnDisk(const ZoomPlaces& places)
{
    QList<ZoomInstall> installs;
    const QString system = QStringLiteral("/var/lib/flatpak");
    addFlatpak(places.root + system, system, installs);
    if (!places.home.isEmpty()) {
        const QString user = QStringLiteral("/.local/share/flatpak");
        addFlatpak(places.home + user, QLatin1Char('~') + user, installs);
    }
    for (const char* snaps : {"/snap", "/var/lib/snapd/snap"}) {
        const QString path = QLatin1String(snaps) + QStringLiteral("/zoom-client");
        const QString yaml = places.root + path + QStringLiteral("/current/meta/snap.yaml");
        if (!QFileInfo::exists(yaml))
            continue;
        installs.append({QStringLiteral("snap"), versionFromSnapYaml(content(yaml)), path, {}});
        break; // the second is where the first leads to on some systems
    }
    const QDir pacman(places.root + QStringLiteral("/var/lib/pacman/local"));
    for (const QString& name : pacman.entryList({QStringLiteral("zoom-[0-9]*")}, QDir::Dirs))
        installs.append({QStringLiteral("pacman"),
                         versionFromText(name.toLatin1()),
                         QStringLiteral("/opt/zoom"),
                         {}});
    return installs;
}

QList<ZoomInstall> unpackedArchive(const ZoomPlaces& places)
{
    const QString folder = QStringLiteral("/opt/zoom");
    if (!QFileInfo::exists(places.root + folder + QStringLiteral("/zoom")))
        return {};
    const QByteArray version = content(places.root + folder + QStringLiteral("/version.txt"));
    return {{QStringLiteral("archive"), versionFromText(version), folder, {}}};
}

bool isZoomRunning(const ZoomPlaces& places)
{
    const QString processes = places.root + QStringLiteral("/proc/");
    int seen = 0;
    for (const QString& name : QDir(processes).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!name.front().isDigit() || ++seen > maxProcesses)
            continue;
        const auto comm = readBounded(processes + name + QStringLiteral("/comm"), 64);
        if (comm && comm->trimmed() == "zoom")
            return true;
    }
    return false;
}

} // namespace reconnect::linux_os
