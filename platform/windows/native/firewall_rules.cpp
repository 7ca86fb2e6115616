#include "platform/windows/native/firewall_rules.h"

namespace reconnect::windows_os::firewall {
namespace {

// Calls one after the other until one fails.
class Calls {
public:
    void operator()(HRESULT result, const char* what)
    {
        if (FAILED(result) && SUCCEEDED(m_result)) {
            m_result = result;
            m_what = what;
        }
    }
    bool good() const { return SUCCEEDED(m_result); }
    Error error() const { return comError(m_result, QString::fromLatin1(m_what)); }

private:
    HRESULT m_result = S_OK;
    const char* m_what = "";
};

using GetText = HRESULT (STDMETHODCALLTYPE INetFwRule::*)(BSTR*);
using PutText = HRESULT (STDMETHODCALLTYPE INetFwRule::*)(BSTR);

struct Text {
    const char* name;
    QString FirewallRule::*value;
    GetText get;
    PutText put;
};

// In the order in which they must be set: ports need a protocol before them.
const Text texts[] = {
    {"Name", &FirewallRule::name, &INetFwRule::get_Name, &INetFwRule::put_Name},
    {"Description", &FirewallRule::description, &INetFwRule::get_Description,
     &INetFwRule::put_Description},
    {"Grouping", &FirewallRule::grouping, &INetFwRule::get_Grouping, &INetFwRule::put_Grouping},
    {"ApplicationName", &FirewallRule::application, &INetFwRule::get_ApplicationName,
     &INetFwRule::put_ApplicationName},
    {"ServiceName", &FirewallRule::service, &INetFwRule::get_ServiceName,
     &INetFwRule::put_ServiceName},
    {"LocalAddresses", &FirewallRule::localAddresses, &INetFwRule::get_LocalAddresses,
     &INetFwRule::put_LocalAddresses},
    {"RemoteAddresses", &FirewallRule::remoteAddresses, &INetFwRule::get_RemoteAddresses,
     &INetFwRule::put_RemoteAddresses},
    {"InterfaceTypes", &FirewallRule::interfaceTypes, &INetFwRule::get_InterfaceTypes,
     &INetFwRule::put_InterfaceTypes},
};
const Text ports[] = {
    {"LocalPorts", &FirewallRule::localPorts, &INetFwRule::get_LocalPorts,
     &INetFwRule::put_LocalPorts},
    {"RemotePorts", &FirewallRule::remotePorts, &INetFwRule::get_RemotePorts,
     &INetFwRule::put_RemotePorts},
};

bool hasPorts(int protocol)
{
    return protocol == tcpProtocol || protocol == udpProtocol;
}

// Only INetFwRule3 tells of apps and users.
void readConditions(INetFwRule* rule, FirewallRule& values)
{
    ComRef<INetFwRule3> more;
    if (FAILED(more.from(rule)))
        return;
    Bstr package;
    values.storeApp =
        SUCCEEDED(more->get_LocalAppPackageId(package.out())) && !package.text().isEmpty();
    using Get = HRESULT (STDMETHODCALLTYPE INetFwRule3::*)(BSTR*);
    for (const Get get :
         {&INetFwRule3::get_LocalUserOwner, &INetFwRule3::get_LocalUserAuthorizedList,
          &INetFwRule3::get_RemoteUserAuthorizedList,
          &INetFwRule3::get_RemoteMachineAuthorizedList}) {
        Bstr who;
        values.hasConditions |= SUCCEEDED((more.get()->*get)(who.out())) && !who.text().isEmpty();
    }
    LONG secure = 0;
    values.hasConditions |= SUCCEEDED(more->get_SecureFlags(&secure)) && secure != 0;
}

} // namespace

Result<FirewallRule> ruleFrom(INetFwRule* rule)
{
    FirewallRule values;
    Calls call;
    const auto read = [&](const Text& text) {
        Bstr value;
        call((rule->*text.get)(value.out()), text.name);
        values.*text.value = value.text();
    };
    for (const Text& text : texts)
        read(text);
    LONG protocol = anyProtocol;
    call(rule->get_Protocol(&protocol), "Protocol");
    values.protocol = int(protocol);
    if (hasPorts(values.protocol))
        for (const Text& text : ports)
            read(text);
    NET_FW_RULE_DIRECTION direction = NET_FW_RULE_DIR_OUT;
    call(rule->get_Direction(&direction), "Direction");
    values.direction = direction == NET_FW_RULE_DIR_IN ? FirewallRule::Direction::In
                                                       : FirewallRule::Direction::Out;
    NET_FW_ACTION action = NET_FW_ACTION_ALLOW;
    call(rule->get_Action(&action), "Action");
    values.action =
        action == NET_FW_ACTION_BLOCK ? FirewallRule::Action::Block : FirewallRule::Action::Allow;
    VARIANT_BOOL enabled = VARIANT_FALSE;
    call(rule->get_Enabled(&enabled), "Enabled");
    values.enabled = enabled != VARIANT_FALSE;
    LONG profiles = 0;
    call(rule->get_Profiles(&profiles), "Profiles");
    values.profiles = int(profiles & allProfiles);
    Variant interfaces;
    call(rule->get_Interfaces(interfaces.out()), "Interfaces");
    values.someInterfaces = !interfaces.isEmpty();
    if (!call.good())
        return tl::unexpected(call.error());
    readConditions(rule, values);
    return values;
}

Result<void> fill(INetFwRule* rule, const FirewallRule& values)
{
    Calls call;
    const auto write = [&](const Text& text) {
        const QString& value = values.*text.value;
        if (!value.isEmpty() && value != QLatin1String("*"))
            call((rule->*text.put)(Bstr(value).get()), text.name);
    };
    for (const Text& text : texts)
        write(text);
    call(rule->put_Protocol(values.protocol), "Protocol");
    if (hasPorts(values.protocol))
        for (const Text& text : ports)
            write(text);
    const bool isIn = values.direction == FirewallRule::Direction::In;
    call(rule->put_Direction(isIn ? NET_FW_RULE_DIR_IN : NET_FW_RULE_DIR_OUT), "Direction");
    const bool blocks = values.action == FirewallRule::Action::Block;
    call(rule->put_Action(blocks ? NET_FW_ACTION_BLOCK : NET_FW_ACTION_ALLOW), "Action");
    const bool every = values.profiles == allProfiles;
    call(rule->put_Profiles(every ? LONG(NET_FW_PROFILE2_ALL) : LONG(values.profiles)), "Profiles");
    call(rule->put_Enabled(values.enabled ? VARIANT_TRUE : VARIANT_FALSE), "Enabled");
    if (!call.good())
        return tl::unexpected(call.error());
    return {};
}

} // namespace reconnect::windows_os::firewall
