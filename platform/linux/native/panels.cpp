#include "platform/panels.h"

#include "platform/linux/panels/panel_commands.h"

#include <QProcess>
#include <QTimer>

namespace reconnect {
namespace {

class LinuxPanels : public SettingsPanels {
public:
    void open(Panel panel, QObject* context, Done done) override
    {
        bool opened = false;
        for (const QStringList& command :
             panelCommands(panel, qEnvironmentVariable("XDG_CURRENT_DESKTOP"))) {
            // Returns once the program has been started, or could not be; it is not waited for.
            opened = QProcess::startDetached(command.first(), command.mid(1));
            if (opened)
                break;
        }
        QTimer::singleShot(0, context, [opened, done = std::move(done)] { done(opened); });
    }
};

} // namespace

std::unique_ptr<SettingsPanels> makeSettingsPanels()
{
    return std::make_unique<LinuxPanels>();
}

} // namespace reconnect
