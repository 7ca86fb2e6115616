#pragma once

#include "core/result.h"

#include <QList>
#include <QString>

// What Windows Defender Firewall holds, as plain values. The texts are as INetFwRule gives them
// (learn.microsoft.com/windows/win32/api/netfw); rules of a policy are brought into the same form.
namespace reconnect::windows_os::firewall {

// NET_FW_PROFILE_TYPE2; several may be active at once, one for each network.
constexpr int domainProfile = 0x1;
constexpr int privateProfile = 0x2;
constexpr int publicProfile = 0x4;
constexpr int allProfiles = 0x7;

constexpr int anyProtocol = 256; // NET_FW_IP_PROTOCOL_ANY
constexpr int tcpProtocol = 6;
constexpr int udpProtocol = 17;

// An empty text is any, as "*" is.
struct FirewallRule {
    enum class Direction { In, Out };
    enum class Action { Block, Allow };
    // Who set it, and so who can change it.
    enum class Origin { Local, Policy };

    QString name;
    QString grouping;
    QString description;
    QString application; // a path, which may hold "%ProgramFiles%"
    QString service;     // a short name; "*": any service, and nothing that is none
    int protocol = anyProtocol;
    QString localPorts; // "80,443,8801-8810", or a keyword
    QString remotePorts;
    QString localAddresses; // "192.0.2.1,192.0.2.0/255.255.255.0,192.0.2.1-192.0.2.9,LocalSubnet"
    QString remoteAddresses;
    QString interfaceTypes;      // "All", or some of "Lan,Wireless,RemoteAccess"
    bool someInterfaces = false; // it names single interfaces
    bool storeApp = false;       // for an app of the store, which Zoom.exe is not
    bool hasConditions = false;  // on users, computers or encryption: not looked into
    Direction direction = Direction::Out;
    Action action = Action::Allow;
    bool enabled = false;
    int profiles = allProfiles;
    Origin origin = Origin::Local;

    bool operator==(const FirewallRule&) const = default;
};

struct FirewallProfile {
    int type = publicProfile;
    bool enabled = true;
    bool blocksOutbound = false;   // the default where no rule applies
    bool blocksAllInbound = false; // "shields up": even what rules allow
    bool heedsLocalRules = true;   // false where a policy lets only its own rules count
    bool operator==(const FirewallProfile&) const = default;
};

struct FirewallPolicy {
    // NET_FW_MODIFY_STATE: whether a change of local rules has an effect.
    enum class Changes { Count, PolicyOverrides, InboundBlocked };

    int active = 0; // profiles, as bits
    QList<FirewallProfile> profiles;
    Changes changes = Changes::Count;
    QList<FirewallRule> rules; // at most maxRules
};

constexpr qsizetype maxRules = 20000; // a computer has about 600; more is TooLarge

// The firewall of this computer. All calls block, for up to a second; each may be made on any
// thread, and none on that of a window. Errors of all: NotPermitted, Unsupported (there is no such
// service, or it is switched off), TooLarge, Failed.
class FirewallStore {
public:
    virtual ~FirewallStore() = default;

    virtual Result<FirewallPolicy> read() = 0;

    // Local rules, each by itself. `rule` is one that read() gave, where it is not new; one that is
    // not there any more as it was, or whose name another bears, is Conflict and stays.
    virtual Result<void> add(const FirewallRule& rule) = 0;
    virtual Result<void> remove(const FirewallRule& rule) = 0;
    virtual Result<void> setEnabled(const FirewallRule& rule, bool enabled) = 0;
};

} // namespace reconnect::windows_os::firewall
