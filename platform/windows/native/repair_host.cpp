#include "platform/repair_host.h"

#include "platform/adapters.h"
#include "platform/helper/guard.h"
#include "platform/helper/helper.h"
#include "platform/process_tools.h"
#include "platform/windows/firewall/allow_zoom.h"
#include "platform/windows/native/firewall_store.h"
#include "platform/windows/native/firewall_surroundings.h"

#include <QStandardPaths>

namespace reconnect {
namespace {

class WindowsAdapters : public AdapterSet {
public:
    WindowsAdapters()
    {
        m_adapters.settings.push_back(std::make_unique<windows_os::firewall::AllowZoomSetting>(
            std::make_shared<windows_os::firewall::ComFirewallStore>(), [] {
                using namespace windows_os::firewall;
                Surroundings here = lookAround(Whose::Everybodys);
                here.localNetworks = nearNetworks();
                return here;
            }));
    }

    const Adapters& adapters() override { return m_adapters; }

private:
    ProcessTools m_tools;
    Adapters m_adapters;
};

class NoElevator : public Elevator {
public:
    Result<QString> apply(const Change&, const QString&, const Telling&) override
    {
        return failure(ErrorCode::Unsupported);
    }
    Result<void> undo(const QStringList&) override { return failure(ErrorCode::Unsupported); }
};

class WindowsRepairHost : public RepairHost {
public:
    const Adapters& adapters() override { return m_set.adapters(); }
    Journal& journal() override { return m_journal; }
    const Journal& systems() override { return m_systems; }
    Elevator& elevator() override { return m_elevator; }
    FixRunner::Fetch fetch() override { return {}; }

private:
    WindowsAdapters m_set;
    Journal m_journal{QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                      QStringLiteral("/Reconnect2026/journal")};
    Journal m_systems{helperJournals()};
    NoElevator m_elevator;
};

} // namespace

std::unique_ptr<RepairHost> makeRepairHost()
{
    return std::make_unique<WindowsRepairHost>();
}

void forgetComeBack() {}

std::unique_ptr<AdapterSet> makeHelperAdapters(quint32)
{
    return std::make_unique<WindowsAdapters>();
}

QString helperJournals()
{
    return qEnvironmentVariable("ProgramData") + QStringLiteral("/Reconnect2026/journal");
}

} // namespace reconnect
