#include "platform/macos/mac_repairs.h"

#include "core/tr.h"
#include "platform/helper/helper.h"
#include "platform/hosts/hosts_setting.h"
#include "platform/macos/firewall/allow_incoming.h"
#include "platform/macos/firewall/pf_opening.h"
#include "platform/macos/helper/osascript.h"
#include "platform/macos/proxy/service_proxy_setting.h"
#include "platform/macos/system/flush_dns.h"
#include "platform/macos/system/set_clock.h"
#include "platform/macos/zoom/mac_zoom_data.h"
#include "platform/macos/zoom/zoom_fetch.h"
#include "platform/zoom/restart_zoom.h"

#include <QFileInfo>

namespace reconnect::macos {
namespace {

const QString support = QStringLiteral("/Library/Application Support/Reconnect2026");

// As the firewall lists it: by its place on the Mac.
QString listedApp(const MacPlaces& places)
{
    return zoomApps(places.zoom()).value(0).mid(places.root.size());
}

} // namespace

MacAdapters::MacAdapters(const MacMeans& means, const MacPlaces& places)
    : m_processes(means.tools, places.zoom(), {places.user, !means.isAdministrator})
    , m_restart(means.tools, places.home)
{
    auto& settings = m_adapters.settings;
    settings.push_back(std::make_unique<ServiceProxySetting>(means.tools, means.forProxies));
    settings.push_back(std::make_unique<HostsSetting>(places.root + QStringLiteral("/etc/hosts")));
    settings.push_back(std::make_unique<firewall::AllowIncomingSetting>(
        means.tools, [places] { return listedApp(places); }));
    settings.push_back(std::make_unique<firewall::PfOpening>(means.tools, places.user));
    settings.push_back(
        std::make_unique<MacZoomData>(means.tools, means.files, places.home, places.user));
    auto& deeds = m_adapters.deeds;
    deeds.push_back(std::make_unique<ClockSetter>(means.tools, means.time));
    deeds.push_back(std::make_unique<DnsFlusher>(means.tools));
    deeds.push_back(std::make_unique<ZoomRestarter>(
        m_processes, [places](const QString& ranAs) { return startCommand(ranAs, places.zoom()); },
        means.isAdministrator));
    deeds.push_back(std::make_unique<ReinstallPackage>(
        ReinstallMeans{means.tools, m_processes, means.trash, places.zoom(), places.user,
                       places.root + support + QStringLiteral("/packages"),
                       places.root + support + QStringLiteral("/removed"), means.copy}));
    deeds.push_back(std::make_unique<Restarter>(
        m_restart,
        ComeBack{places.programs + QStringLiteral("/reconnect2026"), QStringLiteral("checks")}));
}

QString ownJournal(const MacPlaces& places)
{
    return places.home + support + QStringLiteral("/journal");
}

QString systemJournals(const MacPlaces& places)
{
    return places.root + support + QStringLiteral("/journal");
}

QString installedHelper(const MacPlaces& places)
{
    return places.root + QStringLiteral("/Library/PrivilegedHelperTools/org.reconnect2026/"
                                        "reconnect2026-helper");
}

HelperElevator::Way helperWay(const MacPlaces& places, bool isAdministrator,
                              const QString& requirement,
                              std::function<Result<void>(const QString&)> isSafe)
{
    const QString prompt = tr("Reconnect 2026 wants to change settings of this Mac.");
    const QString own = places.programs + QStringLiteral("/reconnect2026-helper");
    HelperElevator::Way way;
    way.installed = installedHelper(places);
    if (!isAdministrator)
        way.asker = std::make_shared<Osascript>(prompt, way.installed, requirement);
    if (!requirement.isEmpty())
        way.proof = QStringList{QStringLiteral("codesign"), QStringLiteral("--verify"),
                                QStringLiteral("--strict"), QStringLiteral("-R"),
                                QLatin1Char('=') + requirement};
    way.isCopied = way.asker && !requirement.isEmpty();
    way.helper = way.isCopied || !QFileInfo::exists(way.installed) ? own : way.installed;
    way.isSafe = std::move(isSafe);
    return way;
}

MacRepairHost::MacRepairHost(const MacMeans& means, const MacPlaces& places, const MacNotes& notes,
                             HelperElevator::Way way)
    : m_places(places)
    , m_notes(notes)
    , m_tools(means.tools)
    , m_set(means, places)
    , m_journal(notes.own, notes.syncFolder)
    , m_systems(*Helper::journalFolder(notes.systems, notes.caller))
    , m_elevator(means.tools, std::move(way))
{
}

QList<Journal> MacRepairHost::allSystems()
{
    return Helper::journals(m_notes.systems, m_notes.caller);
}

FixRunner::Fetch MacRepairHost::fetch()
{
    return zoomFetch(m_tools, m_places.home + QStringLiteral("/Library/Caches/Reconnect2026"));
}

} // namespace reconnect::macos
