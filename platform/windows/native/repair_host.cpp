#include "platform/repair_host.h"

#include "platform/adapters.h"
#include "platform/helper/guard.h"
#include "platform/helper/helper.h"
#include "platform/process_tools.h"
#include "platform/windows/native/zoom_parts.h"

#include <QStandardPaths>

namespace reconnect {
namespace {

class WindowsAdapters : public AdapterSet {
public:
    WindowsAdapters() { m_zoom.addTo(m_adapters); }

    const Adapters& adapters() override { return m_adapters; }

private:
    ProcessTools m_tools;
    windows_os::ZoomParts m_zoom{m_tools};
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
    FixRunner::Fetch fetch() override { return windows_os::zoomFetch(); }

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
