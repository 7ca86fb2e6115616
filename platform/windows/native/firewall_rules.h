#pragma once

#include "platform/windows/firewall/firewall_store.h"
#include "platform/windows/native/com.h"

#include <netfw.h>

namespace reconnect::windows_os::firewall {

// A rule's properties, one by one. Where INetFwRule3 isn't offered (before Windows 8) nothing more
// is there to read. Errors: comError.
Result<FirewallRule> ruleFrom(INetFwRule* rule);

// The other way, for a rule that is to be added. What our rules never have is left as it comes.
Result<void> fill(INetFwRule* rule, const FirewallRule& values);

} // namespace reconnect::windows_os::firewall
