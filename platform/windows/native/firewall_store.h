#pragma once

#include "platform/windows/firewall/firewall_store.h"
#include "platform/windows/firewall/policy_rule.h"
#include "platform/windows/native/com.h"

#include <functional>
#include <netfw.h>

namespace reconnect::windows_os::firewall {

// Through INetFwPolicy2 and INetFwRule, with what group policy and device management have set read
// from the registry ([MS-GPFAS]). Each call starts COM on its thread and asks anew.
class ComFirewallStore : public FirewallStore {
public:
    // Each gives an object with one reference, as CoCreateInstance does.
    using MakePolicy = std::function<HRESULT(INetFwPolicy2**)>;
    using MakeRule = std::function<HRESULT(INetFwRule**)>;
    using ReadPolicy = std::function<SetByPolicy()>;

    ComFirewallStore(); // the system's own
    ComFirewallStore(MakePolicy makePolicy, MakeRule makeRule, ReadPolicy readPolicy);

    Result<FirewallPolicy> read() override;
    Result<void> add(const FirewallRule& rule) override;
    Result<void> remove(const FirewallRule& rule) override;
    Result<void> setEnabled(const FirewallRule& rule, bool enabled) override;

private:
    Result<ComRef<INetFwRules>> rules();

    MakePolicy m_makePolicy;
    MakeRule m_makeRule;
    ReadPolicy m_readPolicy;
};

} // namespace reconnect::windows_os::firewall
