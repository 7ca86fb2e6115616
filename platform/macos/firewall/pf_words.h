#pragma once

#include "platform/macos/firewall/pf_rules.h"

namespace reconnect::macos::firewall {

// One line of a listing that begins with "pass", "block" or "anchor", without a brace at its end.
// What isn't understood makes it a rule with conditions, never one that surely applies. Pure.
PfRule pfRuleFrom(const QString& line);

} // namespace reconnect::macos::firewall
