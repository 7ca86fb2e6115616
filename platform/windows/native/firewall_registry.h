#pragma once

#include "platform/windows/firewall/policy_rule.h"

namespace reconnect::windows_os::firewall {

// What group policy ([MS-GPFAS] 2.2.2.19, 2.2.3) and device management have written. Where a key
// can't be read, nothing is set there. At most maxRules rules of 64 KiB. Blocks, on any thread.
SetByPolicy readFirewallRegistry();

} // namespace reconnect::windows_os::firewall
