#pragma once

#include "platform/windows/firewall/rule_match.h"

namespace reconnect::windows_os::firewall {

// What becomes of one packet in the profiles that are active.
struct Fate {
    enum class Kind {
        Passes,
        Stopped,
        Doubtful, // it hangs on something that isn't known here
    };
    Kind kind = Kind::Passes;
    int profile = 0;                    // in which it is stopped
    const FirewallRule* rule = nullptr; // that stops it; null: the profile's default
};

// As Windows decides ([MS-FASP] 2.2.34): a rule that blocks beats all that allow, and where no rule
// applies it is the profile's default. By which network a packet leaves isn't known, so profiles
// that disagree are Doubtful. Pure; the rule lives as long as the policy.
Fate fateOf(const OutgoingPacket& packet, const Sender& sender, const FirewallPolicy& policy,
            const Surroundings& here);

// Every rule in force that may stop the packet; those that surely do come first.
struct Blocker {
    const FirewallRule* rule = nullptr;
    Match match = Match::No;
};
QList<Blocker> blockersOf(const OutgoingPacket& packet, const Sender& sender,
                          const FirewallPolicy& policy, const Surroundings& here);

// Whether a profile lets nothing out by default, and is in force.
QList<FirewallProfile> activeProfiles(const FirewallPolicy& policy);

// Of the product "windows-firewall". Questions to name servers are judged as those of the service
// that asks them, all others as Zoom's. Where its service is off it counts as not
// installed. The problem of an error: "needs-root", "timed-out",
// "too-large", "failed".
FirewallReading readingFrom(const Result<FirewallPolicy>& policy, const Surroundings& here,
                            const QList<OutgoingPacket>& packets);

QString problemOf(const Error& error);
QString profileNames(int profiles); // "private, public"

} // namespace reconnect::windows_os::firewall
