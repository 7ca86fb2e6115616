#include "platform/windows/native/firewall_store.h"

#include "platform/windows/native/firewall_registry.h"
#include "platform/windows/native/firewall_rules.h"

#include <optional>

namespace reconnect::windows_os::firewall {
namespace {

constexpr ULONG batch = 64;
constexpr HRESULT tooMany = HRESULT(0x8000000b); // E_BOUNDS, not in every winerror.h

tl::unexpected<Error> failed(HRESULT result, const char* what)
{
    return tl::unexpected(comError(result, QString::fromLatin1(what)));
}

// Calls `see` for each rule until it answers false.
template<class See>
Result<void> forEach(INetFwRules* rules, const See& see)
{
    ComRef<IUnknown> list;
    if (const HRESULT got = rules->get__NewEnum(list.out()); FAILED(got) || !list)
        return failed(FAILED(got) ? got : E_NOTIMPL, "INetFwRules");
    ComRef<IEnumVARIANT> walk;
    if (const HRESULT got = walk.from(list.get()); FAILED(got))
        return failed(got, "IEnumVARIANT");
    // Next() answers S_FALSE with the last ones.
    HRESULT next = S_OK;
    for (qsizetype seen = 0; next == S_OK;) {
        VARIANT items[batch] = {};
        ULONG count = 0;
        next = walk->Next(batch, items, &count);
        if (FAILED(next))
            return failed(next, "IEnumVARIANT");
        if (count == 0)
            break;
        for (ULONG at = 0; at < qMin(count, batch); ++at) {
            Variant item; // which gives it back
            std::swap(*item.out(), items[at]);
            ComRef<INetFwRule> rule;
            if (++seen > maxRules)
                next = tooMany;
            else if (next != E_ABORT && item.object() && SUCCEEDED(rule.from(item.object())) &&
                     !see(rule.get()))
                next = E_ABORT;
        }
    }
    if (next == tooMany)
        return failure(ErrorCode::TooLarge, QStringLiteral("rules of the firewall"));
    return {};
}

constexpr NET_FW_PROFILE_TYPE2 profileTypes[] = {NET_FW_PROFILE2_DOMAIN, NET_FW_PROFILE2_PRIVATE,
                                                 NET_FW_PROFILE2_PUBLIC};

Result<FirewallProfile> profileFrom(INetFwPolicy2* policy, NET_FW_PROFILE_TYPE2 type)
{
    FirewallProfile profile;
    profile.type = int(type);
    VARIANT_BOOL on = VARIANT_FALSE;
    if (const HRESULT got = policy->get_FirewallEnabled(type, &on); FAILED(got))
        return failed(got, "FirewallEnabled");
    profile.enabled = on != VARIANT_FALSE;
    NET_FW_ACTION action = NET_FW_ACTION_ALLOW;
    if (const HRESULT got = policy->get_DefaultOutboundAction(type, &action); FAILED(got))
        return failed(got, "DefaultOutboundAction");
    profile.blocksOutbound = action == NET_FW_ACTION_BLOCK;
    VARIANT_BOOL shields = VARIANT_FALSE;
    if (const HRESULT got = policy->get_BlockAllInboundTraffic(type, &shields); FAILED(got))
        return failed(got, "BlockAllInboundTraffic");
    profile.blocksAllInbound = shields != VARIANT_FALSE;
    return profile;
}

FirewallPolicy::Changes changesOf(NET_FW_MODIFY_STATE state)
{
    switch (state) {
    case NET_FW_MODIFY_STATE_OK:
        return FirewallPolicy::Changes::Count;
    case NET_FW_MODIFY_STATE_INBOUND_BLOCKED:
        return FirewallPolicy::Changes::InboundBlocked;
    default:
        return FirewallPolicy::Changes::PolicyOverrides;
    }
}

} // namespace

ComFirewallStore::ComFirewallStore()
    : ComFirewallStore(
          [](INetFwPolicy2** policy) {
              return CoCreateInstance(__uuidof(NetFwPolicy2), nullptr, CLSCTX_INPROC_SERVER,
                                      __uuidof(INetFwPolicy2), reinterpret_cast<void**>(policy));
          },
          [](INetFwRule** rule) {
              return CoCreateInstance(__uuidof(NetFwRule), nullptr, CLSCTX_INPROC_SERVER,
                                      __uuidof(INetFwRule), reinterpret_cast<void**>(rule));
          },
          readFirewallRegistry)
{
}

ComFirewallStore::ComFirewallStore(MakePolicy makePolicy, MakeRule makeRule, ReadPolicy readPolicy)
    : m_makePolicy(std::move(makePolicy))
    , m_makeRule(std::move(makeRule))
    , m_readPolicy(std::move(readPolicy))
{
}

Result<FirewallPolicy> ComFirewallStore::read()
{
    const ComThread com;
    ComRef<INetFwPolicy2> source;
    if (const HRESULT made = m_makePolicy(source.out()); FAILED(made) || !source)
        return failed(FAILED(made) ? made : E_NOINTERFACE, "INetFwPolicy2");
    FirewallPolicy policy;
    LONG active = 0;
    if (const HRESULT got = source->get_CurrentProfileTypes(&active); FAILED(got))
        return failed(got, "CurrentProfileTypes");
    policy.active = int(active & allProfiles);
    for (const NET_FW_PROFILE_TYPE2 type : profileTypes) {
        const auto profile = profileFrom(source.get(), type);
        if (!profile)
            return tl::unexpected(profile.error());
        policy.profiles.append(*profile);
    }
    NET_FW_MODIFY_STATE state = NET_FW_MODIFY_STATE_OK;
    if (const HRESULT got = source->get_LocalPolicyModifyState(&state); FAILED(got))
        return failed(got, "LocalPolicyModifyState");
    policy.changes = changesOf(state);
    ComRef<INetFwRules> rules;
    if (const HRESULT got = source->get_Rules(rules.out()); FAILED(got) || !rules)
        return failed(FAILED(got) ? got : E_NOTIMPL, "Rules");
    std::optional<Error> error;
    const auto walked = forEach(rules.get(), [&](INetFwRule* one) {
        const auto rule = ruleFrom(one);
        if (rule)
            policy.rules.append(*rule);
        else
            error = rule.error();
        return bool(rule);
    });
    if (!walked)
        return tl::unexpected(walked.error());
    if (error)
        return tl::unexpected(*error);
    return withPolicy(std::move(policy), m_readPolicy());
}

Result<ComRef<INetFwRules>> ComFirewallStore::rules()
{
    ComRef<INetFwPolicy2> policy;
    if (const HRESULT made = m_makePolicy(policy.out()); FAILED(made) || !policy)
        return failed(FAILED(made) ? made : E_NOINTERFACE, "INetFwPolicy2");
    ComRef<INetFwRules> rules;
    if (const HRESULT got = policy->get_Rules(rules.out()); FAILED(got) || !rules)
        return failed(FAILED(got) ? got : E_NOTIMPL, "Rules");
    return rules;
}

Result<void> ComFirewallStore::add(const FirewallRule& values)
{
    const ComThread com;
    const auto all = rules();
    if (!all)
        return tl::unexpected(all.error());
    bool isTaken = false;
    const auto walked = forEach(all->get(), [&](INetFwRule* one) {
        Bstr name;
        isTaken |= SUCCEEDED(one->get_Name(name.out())) &&
                   name.text().compare(values.name, Qt::CaseInsensitive) == 0;
        return !isTaken;
    });
    if (!walked)
        return walked;
    if (isTaken)
        return failure(ErrorCode::Conflict, values.name);
    ComRef<INetFwRule> rule;
    if (const HRESULT made = m_makeRule(rule.out()); FAILED(made) || !rule)
        return failed(FAILED(made) ? made : E_NOINTERFACE, "INetFwRule");
    if (const auto filled = fill(rule.get(), values); !filled)
        return filled;
    if (const HRESULT added = (*all)->Add(rule.get()); FAILED(added))
        return failed(added, "Add");
    return {};
}

Result<void> ComFirewallStore::remove(const FirewallRule& values)
{
    const ComThread com;
    const auto all = rules();
    if (!all)
        return tl::unexpected(all.error());
    // It goes by its name alone, so there must be one of that name, and it must be this.
    int named = 0;
    bool isThis = false;
    const auto walked = forEach(all->get(), [&](INetFwRule* one) {
        Bstr name;
        if (FAILED(one->get_Name(name.out())) ||
            name.text().compare(values.name, Qt::CaseInsensitive) != 0)
            return true;
        ++named;
        const auto rule = ruleFrom(one);
        isThis = rule && *rule == values;
        return true;
    });
    if (!walked)
        return walked;
    if (named != 1 || !isThis)
        return failure(ErrorCode::Conflict, values.name);
    if (const HRESULT removed = (*all)->Remove(Bstr(values.name).get()); FAILED(removed))
        return failed(removed, "Remove");
    return {};
}

Result<void> ComFirewallStore::setEnabled(const FirewallRule& values, bool enabled)
{
    const ComThread com;
    const auto all = rules();
    if (!all)
        return tl::unexpected(all.error());
    HRESULT put = S_FALSE; // not found
    const auto walked = forEach(all->get(), [&](INetFwRule* one) {
        const auto rule = ruleFrom(one);
        if (!rule || !(*rule == values))
            return true;
        put = one->put_Enabled(enabled ? VARIANT_TRUE : VARIANT_FALSE);
        return false;
    });
    if (!walked)
        return walked;
    if (put == S_FALSE)
        return failure(ErrorCode::Conflict, values.name);
    if (FAILED(put))
        return failed(put, "Enabled");
    return {};
}

} // namespace reconnect::windows_os::firewall
