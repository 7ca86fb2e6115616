#pragma once

#include "platform/windows/firewall/firewall_store.h"

#include <QStringList>

#include <optional>

namespace reconnect::windows_os::firewall {

// What an organisation has set, as it lies in the registry under Policies\Microsoft\WindowsFirewall
// ([MS-GPFAS] 2.2.2.19 and 2.2.3), where INetFwPolicy2 need not show it.
struct SetByPolicy {
    QStringList rules; // "v2.30|Action=Block|Active=TRUE|Dir=Out|…|", at most maxRules
    struct Profile {
        int type = publicProfile;
        std::optional<bool> enabled;
        std::optional<bool> blocksOutbound;
        std::optional<bool> heedsLocalRules;
    };
    QList<Profile> profiles;
};

// Pure. A field that isn't known makes the rule one with conditions; one that can't be read makes
// it no rule at all, as for Windows itself.
std::optional<FirewallRule> ruleFromPolicy(const QString& text);

// The policy over what is set here: its rules beside the others, its profiles above them. A rule of
// the list that is one of the policy's counts as that.
FirewallPolicy withPolicy(FirewallPolicy local, const SetByPolicy& set);

} // namespace reconnect::windows_os::firewall
