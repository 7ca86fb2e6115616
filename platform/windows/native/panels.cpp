#include "platform/panels.h"

#include <QTimer>

namespace reconnect {
namespace {

class WindowsPanels : public SettingsPanels {
public:
    void open(Panel, QObject* context, Done done) override
    {
        QTimer::singleShot(0, context, [done = std::move(done)] { done(false); });
    }
};

} // namespace

std::unique_ptr<SettingsPanels> makeSettingsPanels()
{
    return std::make_unique<WindowsPanels>();
}

} // namespace reconnect
