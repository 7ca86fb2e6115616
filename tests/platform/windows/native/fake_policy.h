#pragma once

#include "platform/windows/firewall/firewall_store.h"

#include <atomic>
#include <netfw.h>
#include <string>
#include <vector>

// The COM interfaces of the firewall, with rules in memory, for what Wine 8 leaves out.
namespace reconnect::test {

// What every object of it has in common. IDispatch is never asked for anything.
template<class Interface>
class ComObject : public Interface {
public:
    virtual ~ComObject() = default;
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID id, void** out) override
    {
        *out = nullptr;
        if (id != __uuidof(Interface) && id != IID_IUnknown && id != IID_IDispatch)
            return E_NOINTERFACE;
        *out = static_cast<Interface*>(this);
        AddRef();
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++m_count; }
    ULONG STDMETHODCALLTYPE Release() override
    {
        const ULONG left = --m_count;
        if (left == 0)
            delete this;
        return left;
    }

private:
    std::atomic<ULONG> m_count = 1;
};

template<class Interface>
class Dispatched : public ComObject<Interface> {
public:
    HRESULT STDMETHODCALLTYPE GetTypeInfoCount(UINT*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetTypeInfo(UINT, LCID, ITypeInfo**) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR*, UINT, LCID, DISPID*) override
    {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE Invoke(DISPID, REFIID, LCID, WORD, DISPPARAMS*, VARIANT*, EXCEPINFO*,
                                     UINT*) override
    {
        return E_NOTIMPL;
    }
};

#define TEXT_PROPERTY(name)                                                                        \
    std::wstring m_##name;                                                                         \
    HRESULT STDMETHODCALLTYPE get_##name(BSTR* out) override                                       \
    {                                                                                              \
        *out = SysAllocString(m_##name.c_str());                                                   \
        return S_OK;                                                                               \
    }                                                                                              \
    HRESULT STDMETHODCALLTYPE put_##name(BSTR text) override                                       \
    {                                                                                              \
        m_##name = text ? text : L"";                                                              \
        return S_OK;                                                                               \
    }
#define VALUE_PROPERTY(type, name, start)                                                          \
    type m_##name = start;                                                                         \
    HRESULT STDMETHODCALLTYPE get_##name(type* out) override                                       \
    {                                                                                              \
        *out = m_##name;                                                                           \
        return S_OK;                                                                               \
    }                                                                                              \
    HRESULT STDMETHODCALLTYPE put_##name(type value) override                                      \
    {                                                                                              \
        m_##name = value;                                                                          \
        return S_OK;                                                                               \
    }

class FakeRule : public Dispatched<INetFwRule> {
public:
    TEXT_PROPERTY(Name)
    TEXT_PROPERTY(Description)
    TEXT_PROPERTY(ApplicationName)
    TEXT_PROPERTY(ServiceName)
    TEXT_PROPERTY(LocalPorts)
    TEXT_PROPERTY(LocalAddresses)
    TEXT_PROPERTY(RemoteAddresses)
    TEXT_PROPERTY(IcmpTypesAndCodes)
    TEXT_PROPERTY(InterfaceTypes)
    TEXT_PROPERTY(Grouping)
    VALUE_PROPERTY(LONG, Protocol, 256)
    VALUE_PROPERTY(NET_FW_RULE_DIRECTION, Direction, NET_FW_RULE_DIR_IN)
    VALUE_PROPERTY(VARIANT_BOOL, Enabled, VARIANT_FALSE)
    VALUE_PROPERTY(LONG, Profiles, NET_FW_PROFILE2_ALL)
    VALUE_PROPERTY(VARIANT_BOOL, EdgeTraversal, VARIANT_FALSE)
    VALUE_PROPERTY(NET_FW_ACTION, Action, NET_FW_ACTION_ALLOW)

    std::wstring m_RemotePorts;
    HRESULT STDMETHODCALLTYPE get_RemotePorts(BSTR* out) override
    {
        *out = SysAllocString(m_RemotePorts.c_str());
        return S_OK;
    }
    // As Windows: there are no ports before there is a protocol that has some.
    HRESULT STDMETHODCALLTYPE put_RemotePorts(BSTR text) override
    {
        if (m_Protocol != NET_FW_IP_PROTOCOL_TCP && m_Protocol != NET_FW_IP_PROTOCOL_UDP)
            return E_INVALIDARG;
        m_RemotePorts = text;
        return S_OK;
    }
    bool m_someInterfaces = false;
    HRESULT STDMETHODCALLTYPE get_Interfaces(VARIANT* out) override
    {
        VariantInit(out);
        if (m_someInterfaces) {
            out->vt = VT_BSTR;
            out->bstrVal = SysAllocString(L"Ethernet");
        }
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE put_Interfaces(VARIANT) override { return E_NOTIMPL; }
};
#undef TEXT_PROPERTY
#undef VALUE_PROPERTY

// Keeps its rules as long as it lives; an enumerator has its own hold on them.
using RuleList = std::vector<FakeRule*>;

class FakeWalk : public ComObject<IEnumVARIANT> {
public:
    explicit FakeWalk(RuleList rules)
        : m_rules(std::move(rules))
    {
        for (FakeRule* rule : m_rules)
            rule->AddRef();
    }
    ~FakeWalk() override
    {
        for (FakeRule* rule : m_rules)
            rule->Release();
    }
    HRESULT STDMETHODCALLTYPE Next(ULONG wanted, VARIANT* out, ULONG* count) override
    {
        *count = 0;
        for (; *count < wanted && m_at < m_rules.size(); ++*count, ++m_at) {
            out[*count].vt = VT_DISPATCH;
            out[*count].pdispVal = m_rules[m_at];
            m_rules[m_at]->AddRef();
        }
        return *count == wanted ? S_OK : S_FALSE;
    }
    HRESULT STDMETHODCALLTYPE Skip(ULONG) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Reset() override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Clone(IEnumVARIANT**) override { return E_NOTIMPL; }

private:
    RuleList m_rules;
    size_t m_at = 0;
};

class FakeRules : public Dispatched<INetFwRules> {
public:
    RuleList rules;
    HRESULT addResult = S_OK;

    ~FakeRules() override
    {
        for (FakeRule* rule : rules)
            rule->Release();
    }
    HRESULT STDMETHODCALLTYPE get_Count(LONG* count) override
    {
        *count = LONG(rules.size());
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE Add(INetFwRule* rule) override
    {
        if (FAILED(addResult))
            return addResult;
        rule->AddRef();
        rules.push_back(static_cast<FakeRule*>(rule));
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE Remove(BSTR name) override
    {
        for (size_t at = 0; at < rules.size(); ++at) {
            if (rules[at]->m_Name != name)
                continue;
            rules[at]->Release();
            rules.erase(rules.begin() + std::ptrdiff_t(at));
            return S_OK;
        }
        return S_OK; // as Windows, which doesn't mind
    }
    HRESULT STDMETHODCALLTYPE Item(BSTR, INetFwRule**) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE get__NewEnum(IUnknown** out) override
    {
        *out = new FakeWalk(rules);
        return S_OK;
    }
};

class FakePolicy : public Dispatched<INetFwPolicy2> {
public:
    FakeRules* list = new FakeRules;
    LONG active = NET_FW_PROFILE2_PRIVATE;
    NET_FW_ACTION outbound = NET_FW_ACTION_ALLOW;
    NET_FW_MODIFY_STATE state = NET_FW_MODIFY_STATE_OK;
    HRESULT answer = S_OK; // of CurrentProfileTypes, which is asked first

    ~FakePolicy() override { list->Release(); }
    HRESULT STDMETHODCALLTYPE get_CurrentProfileTypes(LONG* out) override
    {
        *out = active;
        return answer;
    }
    HRESULT STDMETHODCALLTYPE get_FirewallEnabled(NET_FW_PROFILE_TYPE2, VARIANT_BOOL* out) override
    {
        *out = VARIANT_TRUE;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE get_BlockAllInboundTraffic(NET_FW_PROFILE_TYPE2,
                                                         VARIANT_BOOL* out) override
    {
        *out = VARIANT_FALSE;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE get_DefaultOutboundAction(NET_FW_PROFILE_TYPE2,
                                                        NET_FW_ACTION* out) override
    {
        *out = outbound;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE get_LocalPolicyModifyState(NET_FW_MODIFY_STATE* out) override
    {
        *out = state;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE get_Rules(INetFwRules** out) override
    {
        list->AddRef();
        *out = list;
        return S_OK;
    }

    // Nothing here asks for these.
    using Type = NET_FW_PROFILE_TYPE2;
    HRESULT STDMETHODCALLTYPE put_FirewallEnabled(Type, VARIANT_BOOL) override { return E_FAIL; }
    HRESULT STDMETHODCALLTYPE get_ExcludedInterfaces(Type, VARIANT*) override { return E_FAIL; }
    HRESULT STDMETHODCALLTYPE put_ExcludedInterfaces(Type, VARIANT) override { return E_FAIL; }
    HRESULT STDMETHODCALLTYPE put_BlockAllInboundTraffic(Type, VARIANT_BOOL) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE get_NotificationsDisabled(Type, VARIANT_BOOL*) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE put_NotificationsDisabled(Type, VARIANT_BOOL) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE
    get_UnicastResponsesToMulticastBroadcastDisabled(Type, VARIANT_BOOL*) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE
    put_UnicastResponsesToMulticastBroadcastDisabled(Type, VARIANT_BOOL) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE get_ServiceRestriction(INetFwServiceRestriction**) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE EnableRuleGroup(LONG, BSTR, VARIANT_BOOL) override { return E_FAIL; }
    HRESULT STDMETHODCALLTYPE IsRuleGroupEnabled(LONG, BSTR, VARIANT_BOOL*) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE RestoreLocalFirewallDefaults() override { return E_FAIL; }
    HRESULT STDMETHODCALLTYPE get_DefaultInboundAction(Type, NET_FW_ACTION*) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE put_DefaultInboundAction(Type, NET_FW_ACTION) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE put_DefaultOutboundAction(Type, NET_FW_ACTION) override
    {
        return E_FAIL;
    }
    HRESULT STDMETHODCALLTYPE get_IsRuleGroupCurrentlyEnabled(BSTR, VARIANT_BOOL*) override
    {
        return E_FAIL;
    }
};

} // namespace reconnect::test
