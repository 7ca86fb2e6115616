#include "platform/panels.h"

#include "platform/macos/panels/panel_addresses.h"

#include <QOperatingSystemVersion>
#include <QProcess>
#include <QTimer>

namespace reconnect {
namespace {

class MacPanels : public SettingsPanels {
public:
    void open(Panel panel, QObject* context, Done done) override
    {
        bool opened = false;
        const int major = QOperatingSystemVersion::current().majorVersion();
        for (const QStringList& words : macos::panelAddresses(panel, major)) {
            // Returns once the program has been started, or could not be; it is not waited for.
            opened = QProcess::startDetached(QStringLiteral("/usr/bin/open"), words);
            if (opened)
                break;
        }
        QTimer::singleShot(0, context, [opened, done = std::move(done)] { done(opened); });
    }
};

} // namespace

std::unique_ptr<SettingsPanels> makeSettingsPanels()
{
    return std::make_unique<MacPanels>();
}

} // namespace reconnect
