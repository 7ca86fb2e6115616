#pragma once

#include "core/ports/setting.h"
#include "core/ports/tools.h"
#include "platform/macos/firewall/pf_answers.h"

namespace reconnect::macos::firewall {

// Serves AllowZoom for "pf": in an anchor of its own below "com.apple", which macOS' main rules
// call (/etc/pf.conf), rules let out what goes to Zoom's addresses and is stopped now. No rule of
// anybody else is touched, and nothing is written to the disk: pf forgets it at the next start of
// the computer, as it forgets all that is not in its files. Where rules that come first stop Zoom,
// it is Unsupported, with the rule's words. Where pf is off there is nothing to do.
class PfOpening : public Setting {
public:
    // `user`: whose packets are judged.
    PfOpening(Tools& tools, std::optional<quint32> user);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Administrator; }
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;

    static QString anchorOf(const QString& id); // "com.apple/reconnect2026-ID"

private:
    Result<PfRuleset> rules();

    Tools& m_tools;
    std::optional<quint32> m_user;
};

} // namespace reconnect::macos::firewall
