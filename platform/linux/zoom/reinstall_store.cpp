#include "core/tr.h"
#include "platform/linux/zoom/reinstall_zoom.h"

#include "platform/linux/zoom/package_commands.h"
#include "platform/linux/zoom/zoom_files.h"

#include <QFileInfo>

namespace reconnect::linux_os {
namespace {

const QString appId = QStringLiteral("us.zoom.Zoom");
const QString flatpakApp = QStringLiteral("/flatpak/app/") + appId;

bool isPersons(const ZoomPlaces& places)
{
    return !places.home.isEmpty() &&
           QFileInfo::exists(places.home + QStringLiteral("/.local/share") + flatpakApp);
}

QString versionOf(const QString& kind, const ZoomPlaces& places)
{
    for (const ZoomInstall& install : installsOnDisk(places))
        if (install.kind == kind)
            return install.version;
    return {};
}

bool isThere(const QString& kind, const ZoomPlaces& places)
{
    const auto installs = installsOnDisk(places);
    return std::any_of(installs.begin(), installs.end(),
                       [&](const ZoomInstall& install) { return install.kind == kind; });
}

// "--reinstall" fetches first and replaces then.
Result<void> reinstallFlatpak(Tools& tools, const ZoomPlaces& places)
{
    const QString flatpak = QStringLiteral("/usr/bin/flatpak");
    const QString whose = isPersons(places) ? QStringLiteral("--user") : QStringLiteral("--system");
    QString remote = QStringLiteral("flathub");
    if (isThere(QStringLiteral("flatpak"), places)) {
        const auto origin = runWell(
            tools, {flatpak, QStringLiteral("info"), whose, QStringLiteral("-o"), appId}, askMs);
        if (!origin)
            return tl::unexpected(origin.error());
        remote = QString::fromUtf8(*origin).trimmed();
    }
    const auto done =
        runWell(tools,
                {flatpak, QStringLiteral("install"), whose, QStringLiteral("-y"),
                 QStringLiteral("--noninteractive"), QStringLiteral("--reinstall"), remote, appId},
                installMs);
    return done ? Result<void>() : tl::unexpected(done.error());
}

// A snap is one sealed file that can't be damaged in part, so the newest one is all there is to
// get. To remove it first could leave the person with none.
Result<void> reinstallSnap(Tools& tools, const ZoomPlaces& places)
{
    const QString verb = isThere(QStringLiteral("snap"), places) ? QStringLiteral("refresh")
                                                                 : QStringLiteral("install");
    const auto done = runWell(
        tools, {QStringLiteral("/usr/bin/snap"), verb, QStringLiteral("zoom-client")}, installMs);
    return done ? Result<void>() : tl::unexpected(done.error());
}

} // namespace

ReinstallFromStore::ReinstallFromStore(Tools& tools, ZoomPlaces places)
    : m_tools(tools)
    , m_places(std::move(places))
{
}

bool ReinstallFromStore::serves(const Change& change) const
{
    const auto* wanted = std::get_if<ReinstallZoom>(&change);
    return wanted &&
           (wanted->kind == QLatin1String("flatpak") || wanted->kind == QLatin1String("snap"));
}

Rights ReinstallFromStore::rightsFor(const Change& change) const
{
    const auto* wanted = std::get_if<ReinstallZoom>(&change);
    const bool own = wanted && wanted->kind == QLatin1String("flatpak") && isPersons(m_places);
    return own ? Rights::Person : Rights::Administrator;
}

Result<QString> ReinstallFromStore::carryOut(const Change& change, const Telling& tell)
{
    const auto* wanted = std::get_if<ReinstallZoom>(&change);
    if (!wanted || !serves(change))
        return failure(ErrorCode::Unsupported);
    if (tell)
        tell(tr("Installing Zoom. This takes a few minutes."), -1);
    const auto done = wanted->kind == QLatin1String("flatpak") ? reinstallFlatpak(m_tools, m_places)
                                                               : reinstallSnap(m_tools, m_places);
    if (!done)
        return tl::unexpected(done.error());
    const QString version = versionOf(wanted->kind, m_places);
    return version.isEmpty() ? QString() : tr("Zoom %1 is installed.").arg(version);
}

} // namespace reconnect::linux_os
