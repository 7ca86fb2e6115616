#include "platform/repair_host.h"

#include "platform/adapters.h"
#include "platform/helper/guard.h"
#include "platform/helper/helper.h"
#include "platform/process_tools.h"
#include "platform/windows/native/internet_settings.h"
#include "platform/windows/proxy/connection_proxy_setting.h"
#include "platform/windows/proxy/services_proxy_setting.h"

#include <QStandardPaths>

namespace reconnect {
namespace {

using namespace windows_os;

class WindowsAdapters : public AdapterSet {
public:
    WindowsAdapters()
    {
        auto& settings = m_adapters.settings;
        settings.push_back(std::make_unique<ConnectionProxySetting>(m_internet));
        settings.push_back(std::make_unique<ServicesProxySetting>(m_internet));
    }

    const Adapters& adapters() override { return m_adapters; }

private:
    ProcessTools m_tools;
    NativeInternetSettings m_internet;
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
