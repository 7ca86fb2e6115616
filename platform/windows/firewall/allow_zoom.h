#pragma once

#include "platform/windows/firewall/own_rules.h"
#include "platform/windows/firewall/windows_firewall.h"

namespace reconnect::windows_os::firewall {

// Serves AllowZoom for "windows-firewall", in three ways:
// - Local rules that block Zoom are turned off, because no rule that allows can beat them: those
//   about Zoom's program, and wider ones that stop what the checks ask for, which the promise has
//   named (core/fix/plan). They keep all else, and undo turns them on again.
// - Where a profile lets nothing out by default, rules let out what goes to Zoom's addresses.
// - "Zoom Meetings" is allowed on Private and Public, as the guide asks, where it isn't yet. That
// is
//   about what comes in: error 2026 is about what goes out, so this can't cure it, and is not taken
//   for a cure.
// What a policy of an organisation sets is not touched: Unsupported, with words about who can.
//
// Everything of an entry is found again by its mark (own_rules.h), so the state before is that
// there is none; what others do to their own rules meanwhile is theirs.
class AllowZoomSetting : public Setting {
public:
    AllowZoomSetting(std::shared_ptr<FirewallStore> store, LookAround lookAround);

    static constexpr qsizetype maxTurnedOff = 16;

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Administrator; }
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;
    bool isPartWay(const State& before, const State& after, const State& now) const override;

private:
    Result<void> turn(const Parts& from, const Parts& to);

    std::shared_ptr<FirewallStore> m_store;
    LookAround m_lookAround;
};

} // namespace reconnect::windows_os::firewall
