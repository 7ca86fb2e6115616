#pragma once

#include "platform/windows/firewall/own_rules.h"
#include "platform/windows/firewall/rule_match.h"

namespace reconnect::windows_os::firewall {

// What has to be done so that Zoom gets out, and is on the list of allowed apps.
struct Opening {
    QList<FirewallRule> made;
    QList<FirewallRule> turnedOff; // as they are now, on
    bool isEmpty() const { return made.isEmpty() && turnedOff.isEmpty(); }
};

// Pure. Unsupported, with words for people, where a policy stands in the way or rules can't be told
// apart.
Result<Opening> openingFor(const AllowZoom& change, const QString& id, const FirewallPolicy& policy,
                           const Surroundings& here);

} // namespace reconnect::windows_os::firewall
