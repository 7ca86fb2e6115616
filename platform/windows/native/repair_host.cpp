#include "platform/repair_host.h"

#include "platform/adapters.h"
#include "platform/helper/guard.h"
#include "platform/helper/helper.h"
#include "platform/hosts/hosts_setting.h"
#include "platform/process_tools.h"
#include "platform/timepiece.h"
#include "platform/windows/anothers_setting.h"
#include "platform/windows/firewall/allow_zoom.h"
#include "platform/windows/native/firewall_store.h"
#include "platform/windows/native/firewall_surroundings.h"
#include "platform/windows/native/folders.h"
#include "platform/windows/native/helper_line.h"
#include "platform/windows/native/internet_settings.h"
#include "platform/windows/native/security.h"
#include "platform/windows/native/session.h"
#include "platform/windows/native/system_calls.h"
#include "platform/windows/native/zoom_parts.h"
#include "platform/windows/proxy/connection_proxy_setting.h"
#include "platform/windows/proxy/services_proxy_setting.h"
#include "platform/windows/system/flush_dns.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace reconnect {
namespace {

using namespace windows_os;

class WindowsAdapters : public AdapterSet {
public:
    // `person`: whose Zoom it is, as lookAround() takes it.
    explicit WindowsAdapters(const QString& person = {})
    {
        auto& settings = m_adapters.settings;
        settings.push_back(
            ifPersons(isSignedInPerson(), std::make_unique<ConnectionProxySetting>(m_internet)));
        settings.push_back(std::make_unique<ServicesProxySetting>(m_internet));
        settings.push_back(std::make_unique<HostsSetting>(windowsHostsPath()));
        auto& deeds = m_adapters.deeds;
        deeds.push_back(std::make_unique<ClockSetter>(
            m_clock, m_tools, m_time, systemFolder() + QStringLiteral("\\w32tm.exe")));
        deeds.push_back(std::make_unique<DnsFlusher>(forgetNames));
        deeds.push_back(std::make_unique<Restarter>(
            m_restart,
            ComeBack{QCoreApplication::applicationDirPath() + QStringLiteral("/reconnect2026.exe"),
                     QStringLiteral("checks")}));
        settings.push_back(std::make_unique<windows_os::firewall::AllowZoomSetting>(
            std::make_shared<windows_os::firewall::ComFirewallStore>(), [person] {
                using namespace windows_os::firewall;
                Surroundings here = lookAround(person);
                here.localNetworks = nearNetworks();
                return here;
            }));
        m_zoom.addTo(m_adapters);
    }

    const Adapters& adapters() override { return m_adapters; }

private:
    ProcessTools m_tools;
    ComputerTimepiece m_time;
    NativeClockCalls m_clock;
    WindowsRestart m_restart;
    NativeInternetSettings m_internet;
    ZoomParts m_zoom{m_tools};
    Adapters m_adapters;
};

// An elevated program of the same person has the same journal there.
Caller currentCaller()
{
    return guard::caller().value_or(Caller{QStringLiteral("0"), false});
}

class WindowsRepairHost : public RepairHost {
public:
    const Adapters& adapters() override { return m_set.adapters(); }
    Journal& journal() override { return m_journal; }
    const Journal& systems() override { return m_systems; }
    QList<Journal> allSystems() override { return Helper::journals(helperJournals(), m_caller); }
    Elevator& elevator() override { return m_elevator; }
    FixRunner::Fetch fetch() override { return zoomFetch(); }

private:
    WindowsAdapters m_set;
    Journal m_journal{QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                      QStringLiteral("/Reconnect2026/journal")};
    Caller m_caller = currentCaller();
    Journal m_systems{*Helper::journalFolder(helperJournals(), m_caller)};
    NativeHelperLine m_line;
    WindowsElevator m_elevator{m_line,
                               QCoreApplication::applicationDirPath() +
                                   QStringLiteral("/reconnect2026-helper.exe"),
                               guard::isSafe};
};

} // namespace

std::unique_ptr<RepairHost> makeRepairHost()
{
    return std::make_unique<WindowsRepairHost>();
}

void forgetComeBack()
{
    WindowsRestart().takeWordBack();
}

std::unique_ptr<AdapterSet> makeHelperAdapters(const Caller& caller)
{
    return std::make_unique<WindowsAdapters>(caller.id);
}

QString helperJournals()
{
    return QDir::fromNativeSeparators(commonDataFolder()) +
           QStringLiteral("/Reconnect2026/journal");
}

} // namespace reconnect
