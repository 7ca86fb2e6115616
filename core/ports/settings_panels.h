#pragma once

#include <QObject>
#include <functional>

namespace reconnect {

// The system's own settings, for what a person does themselves.
enum class Panel { Network, Proxy, Firewall, Clock, Apps };

class SettingsPanels {
public:
    // Whether the panel is on its way to the screen; false where this system has none that is
    // known.
    using Done = std::function<void(bool opened)>;

    virtual ~SettingsPanels() = default;

    // Answers once, on the calling thread's event loop; never after `context` is gone. May be
    // called on the GUI thread: never blocks.
    virtual void open(Panel panel, QObject* context, Done done) = 0;
};

} // namespace reconnect
