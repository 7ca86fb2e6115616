#include "platform/repair_host.h"

#include "platform/linux/proxy/linux_proxy_settings.h"
#include "platform/linux/system/flush_dns.h"
#include "platform/linux/system/restart_computer.h"
#include "platform/linux/system/resume_entry.h"
#include "platform/linux/system/set_clock.h"
#include "platform/process_tools.h"

#include <QCoreApplication>
#include <QDir>
#include <fcntl.h>
#include <unistd.h>

namespace reconnect {
namespace {

using namespace linux_os;

// Where the helper is not installed there is no way to ask for more rights.
class NoElevator : public Elevator {
public:
    Result<QString> apply(const Change&, const QString&, const Telling&) override
    {
        return failure(ErrorCode::Unsupported);
    }
    Result<void> undo(const QStringList&) override { return failure(ErrorCode::Unsupported); }
};

bool syncFolder(const QString& folder)
{
    const int handle =
        open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return false;
    const bool synced = fsync(handle) == 0;
    close(handle);
    return synced;
}

// XDG_STATE_HOME, where what a program keeps from run to run belongs.
QString stateHome()
{
    const QString named = qEnvironmentVariable("XDG_STATE_HOME");
    return QDir::isAbsolutePath(named) ? named : QDir::homePath() + QStringLiteral("/.local/state");
}

class LinuxRepairHost : public RepairHost {
public:
    LinuxRepairHost()
    {
        m_adapters.deeds.push_back(std::make_unique<ClockSetter>(m_tools, m_time));
        m_adapters.deeds.push_back(std::make_unique<DnsFlusher>(m_tools));
        m_adapters.deeds.push_back(std::make_unique<Restarter>(
            m_tools,
            ComeBack{currentProxyPlaces().configHome,
                     QCoreApplication::applicationDirPath() + QStringLiteral("/reconnect2026"),
                     QStringLiteral("checks")}));
    }

    const Adapters& adapters() override { return m_adapters; }
    Journal& journal() override { return m_journal; }
    const Journal& systems() override { return m_systems; }
    Elevator& elevator() override { return m_elevator; }
    FixRunner::Fetch fetch() override { return {}; }

private:
    ProcessTools m_tools;
    ComputerTimepiece m_time;
    Adapters m_adapters;
    Journal m_journal{stateHome() + QStringLiteral("/reconnect2026/journal"), syncFolder};
    Journal m_systems{QStringLiteral("/var/lib/reconnect2026/journal")};
    NoElevator m_elevator;
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

} // namespace reconnect
