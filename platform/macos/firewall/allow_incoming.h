#pragma once

#include "core/ports/setting.h"
#include "core/ports/tools.h"
#include "platform/macos/firewall/application_firewall.h"

#include <functional>

namespace reconnect::macos::firewall {

// Serves AllowZoom for "macos-firewall": Zoom is set to "Allow incoming connections", and added
// where it is missing, as the guide asks. It is about what comes in, so it cures no error 2026.
// Zoom may be listed by its folder or by its id. The state before is kept by what the list says of
// Zoom alone; nothing else of it is touched. Where all that comes in is blocked whatever the list
// says, or the firewall is off, the list is set all the same.
//
// What an organisation manages is Unsupported, with words about who can change it; so is a Zoom
// that is listed twice, or by a program inside it, and not allowed in all: that could not be put
// back.
class AllowIncomingSetting : public Setting {
public:
    // The app whose entry it is: "/Applications/zoom.us.app"; empty where Zoom is not installed.
    using FindApp = std::function<QString()>;

    AllowIncomingSetting(Tools& tools, FindApp findApp);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Administrator; }
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;

private:
    Result<CommandOutput> ask(const QStringList& arguments);
    Result<void> turn(const QString& app, const QString& from, const QString& to);

    Tools& m_tools;
    FindApp m_findApp;
};

// The tool itself.
QString firewallTool();

} // namespace reconnect::macos::firewall
