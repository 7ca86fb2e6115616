#include "platform/panels.h"

#include "platform/command_runner.h"
#include "platform/macos/panels/mac_panels.h"

#include <QOperatingSystemVersion>

namespace reconnect {
namespace {

class OwnPanels : public SettingsPanels {
public:
    void open(Panel panel, QObject* context, Done done) override
    {
        m_panels.open(panel, context, std::move(done));
    }

private:
    ProcessRunner m_runner;
    macos::MacPanels m_panels{m_runner, QOperatingSystemVersion::current().majorVersion()};
};

} // namespace

std::unique_ptr<SettingsPanels> makeSettingsPanels()
{
    return std::make_unique<OwnPanels>();
}

} // namespace reconnect
