#include "platform/repair_host.h"

#include "platform/adapters.h"
#include "platform/helper/guard.h"
#include "platform/helper/helper.h"
#include "platform/helper/helper_elevator.h"
#include "platform/hosts/hosts_setting.h"
#include "platform/linux/firewall/allow/allow_zoom.h"
#include "platform/linux/helper/pkexec.h"
#include "platform/linux/native/client_processes.h"
#include "platform/linux/native/packet_paths.h"
#include "platform/linux/native/plain_files.h"
#include "platform/linux/proxy/gnome_proxy_setting.h"
#include "platform/linux/proxy/kde_proxy_setting.h"
#include "platform/linux/proxy/linux_proxy_settings.h"
#include "platform/linux/proxy/variable_file_setting.h"
#include "platform/linux/system/flush_dns.h"
#include "platform/linux/system/linux_restart.h"
#include "platform/linux/system/resume_entry.h"
#include "platform/linux/system/set_clock.h"
#include "platform/linux/zoom/data_places.h"
#include "platform/linux/zoom/reinstall_zoom.h"
#include "platform/linux/zoom/start_command.h"
#include "platform/linux/zoom/zoom_fetch.h"
#include "platform/process_tools.h"
#include "platform/timepiece.h"
#include "platform/zoom/restart_zoom.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <unistd.h>

namespace reconnect {
namespace {

using namespace linux_os;

const char* const installedHelper = "/usr/libexec/reconnect2026/reconnect2026-helper";

class LinuxAdapters : public AdapterSet {
public:
    // `person`: whose Zoom it is.
    explicit LinuxAdapters(const firewall::Sender& person)
    {
        const ProxyPlaces places = currentProxyPlaces();
        auto& settings = m_adapters.settings;
        settings.push_back(std::make_unique<GnomeProxySetting>(m_tools));
        settings.push_back(std::make_unique<KdeProxySetting>(m_tools, places.configHome));
        settings.push_back(
            std::make_unique<VariableFileSetting>(places.root, places.home, places.configHome));
        settings.push_back(std::make_unique<HostsSetting>(QStringLiteral("/etc/hosts")));
        settings.push_back(
            std::make_unique<firewall::AllowZoomSetting>(m_tools, findPaths, person));
        settings.push_back(std::make_unique<ZoomDataSetting>(m_files, zoomDataPlaces(places.home)));
        auto& deeds = m_adapters.deeds;
        deeds.push_back(std::make_unique<ClockSetter>(m_tools, m_time));
        deeds.push_back(std::make_unique<DnsFlusher>(m_tools));
        deeds.push_back(std::make_unique<ZoomRestarter>(
            m_processes,
            [zoom = ZoomPlaces{{}, places.home}](const QString& ranAs) {
                return startCommand(ranAs, zoom);
            },
            geteuid() == 0));
        ReinstallMeans means;
        means.caller = person.user;
        deeds.push_back(std::make_unique<ReinstallPackage>(m_tools, m_files, means));
        deeds.push_back(std::make_unique<ReinstallFromStore>(m_tools, ZoomPlaces{{}, places.home}));
        deeds.push_back(std::make_unique<Restarter>(
            m_restart,
            ComeBack{QCoreApplication::applicationDirPath() + QStringLiteral("/reconnect2026"),
                     QStringLiteral("checks")}));
    }

    const Adapters& adapters() override { return m_adapters; }
    Tools& tools() { return m_tools; }

private:
    ProcessTools m_tools;
    ComputerTimepiece m_time;
    NativePlainFiles m_files;
    NativeClientProcesses m_processes;
    LinuxRestart m_restart{m_tools, currentProxyPlaces().configHome};
    Adapters m_adapters;
};

// XDG Base Directory Specification: what should last between starts and is not for others.
QString ownJournal()
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state))
        state = QDir::homePath() + QStringLiteral("/.local/state");
    return state + QStringLiteral("/reconnect2026/journal");
}

// As the helper will see it, so that its notes are looked for where they are.
Caller currentCaller()
{
    const auto asked = geteuid() == 0 ? guard::caller() : failure(ErrorCode::NotPermitted);
    return asked ? *asked : Caller{QString::number(getuid()), false};
}

// Where packages put it; beside this program for an administrator who runs it from elsewhere.
QString findHelper()
{
    const QString installed = QString::fromLatin1(installedHelper);
    return QFileInfo::exists(installed)
               ? installed
               : QCoreApplication::applicationDirPath() + QStringLiteral("/reconnect2026-helper");
}

std::shared_ptr<const Asker> askerFor(bool isAdministrator)
{
    if (isAdministrator)
        return nullptr;
    return std::make_shared<Pkexec>(QStandardPaths::findExecutable(QStringLiteral("pkexec")));
}

class LinuxRepairHost : public RepairHost {
public:
    const Adapters& adapters() override { return m_set.adapters(); }
    Journal& journal() override { return m_journal; }
    const Journal& systems() override { return m_systems; }
    QList<Journal> allSystems() override { return Helper::journals(helperJournals(), m_caller); }
    Elevator& elevator() override { return m_elevator; }
    FixRunner::Fetch fetch() override
    {
        return zoomFetch(m_set.tools(),
                         QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                             QStringLiteral("/reconnect2026"));
    }

private:
    LinuxAdapters m_set{currentSender()};
    Journal m_journal{ownJournal(), guard::syncFolder};
    Caller m_caller = currentCaller();
    Journal m_systems{*Helper::journalFolder(helperJournals(), m_caller)};
    HelperElevator m_elevator{m_set.tools(),
                              {findHelper(), QString::fromLatin1(installedHelper),
                               askerFor(geteuid() == 0), guard::isSafe}};
};

} // namespace

std::unique_ptr<RepairHost> makeRepairHost()
{
    return std::make_unique<LinuxRepairHost>();
}

void forgetComeBack()
{
    removeResumeEntry(currentProxyPlaces().configHome);
}

std::unique_ptr<AdapterSet> makeHelperAdapters(const Caller& caller)
{
    return std::make_unique<LinuxAdapters>(firewall::Sender{caller.id.toUInt(), {}});
}

QString helperJournals()
{
    return QStringLiteral("/var/lib/reconnect2026/journal");
}

} // namespace reconnect
