#include "platform/windows/firewall/opening.h"

#include "core/tr.h"
#include "platform/windows/firewall/allow_zoom.h"
#include "platform/windows/firewall/firewall_judge.h"

#include <algorithm>

namespace reconnect::windows_os::firewall {
namespace {

using Direction = FirewallRule::Direction;
using Action = FirewallRule::Action;
using Origin = FirewallRule::Origin;

tl::unexpected<Error> cant(const QString& words)
{
    return failure(ErrorCode::Unsupported, words);
}

tl::unexpected<Error> managed()
{
    return cant(tr("Your organisation manages this firewall, so changes made here don't count. "
                   "Only its IT department can let Zoom through."));
}

// What the client sends, and which of it the checks ask for, so that it stands in the promise.
struct Wanted {
    OutgoingPacket packet;
    bool isAsked = true;
};

QList<Wanted> packetsOf(const AllowZoom& change)
{
    QList<Wanted> all;
    const auto add = [&](Transport transport, const QList<PortRange>& ranges, quint16 unasked) {
        for (const QHostAddress& address : change.addresses)
            for (const PortRange& range : ranges)
                for (int port = range.first; port <= range.last; ++port)
                    all.append({{transport, address, quint16(port)}, port != unasked});
    };
    constexpr quint16 http = 80;
    constexpr quint16 https = 443;
    add(Transport::Tcp, zoomTcpPorts(), http);
    add(Transport::Udp, zoomUdpPorts(), https);
    return all;
}

void addOnce(QList<FirewallRule>& rules, const FirewallRule& rule)
{
    if (!rules.contains(rule))
        rules.append(rule);
}

bool blocksIncomingZoom(const FirewallRule& rule, const Surroundings& here)
{
    return rule.enabled && rule.direction == Direction::In && rule.action == Action::Block &&
           rule.origin == Origin::Local && isAboutZoom(rule, here);
}

// An inbound rule for this program that is on, in both profiles.
bool isListed(const QString& program, const FirewallPolicy& policy, const Surroundings& here)
{
    constexpr int wanted = privateProfile | publicProfile;
    int profiles = 0;
    for (const FirewallRule& rule : policy.rules)
        if (rule.enabled && rule.direction == Direction::In && rule.action == Action::Allow &&
            plainPath(rule.application, here) == plainPath(program, here) &&
            (rule.protocol == anyProtocol || rule.protocol == tcpProtocol))
            profiles |= rule.profiles;
    return (profiles & wanted) == wanted;
}

// The policy as it would be.
FirewallPolicy with(const Opening& opening, FirewallPolicy policy)
{
    for (FirewallRule& rule : policy.rules)
        if (opening.turnedOff.contains(rule))
            rule.enabled = false;
    policy.rules += opening.made;
    return policy;
}

Result<void> canBeTold(const QList<FirewallRule>& turnedOff, const FirewallPolicy& policy)
{
    if (turnedOff.size() > AllowZoomSetting::maxTurnedOff)
        return cant(tr("Too many rules of Windows Defender Firewall block Zoom to change them "
                       "here. They are under Outbound Rules in its advanced settings."));
    for (const FirewallRule& rule : turnedOff) {
        FirewallRule off = rule;
        off.enabled = false;
        // Undo would turn on both.
        if (policy.rules.contains(off))
            return cant(tr("There are two rules named %1, one of them off, and they can't be told "
                           "apart. Turn off the other by hand.")
                            .arg(rule.name));
    }
    return {};
}

} // namespace

Result<Opening> openingFor(const AllowZoom& change, const QString& id, const FirewallPolicy& policy,
                           const Surroundings& here)
{
    if (policy.changes == FirewallPolicy::Changes::PolicyOverrides)
        return managed();
    const QList<Wanted> packets = packetsOf(change);
    const Sender sender = zoomSender(here);
    Opening opening;
    for (const Wanted& wanted : packets) {
        for (const Blocker& blocker : blockersOf(wanted.packet, sender, policy, here)) {
            const bool counts = wanted.isAsked || isAboutZoom(*blocker.rule, here);
            if (blocker.match != Match::Yes || !counts)
                continue;
            if (blocker.rule->origin == Origin::Policy)
                return cant(tr("The rule \"%1\" was set by your organisation. Only its IT "
                               "department can change it.")
                                .arg(blocker.rule->name));
            addOnce(opening.turnedOff, *blocker.rule);
        }
    }
    int closed = 0;
    for (const FirewallProfile& profile : activeProfiles(policy))
        if (profile.enabled && profile.blocksOutbound) {
            if (!profile.heedsLocalRules)
                return managed();
            closed |= profile.type;
        }
    const FirewallPolicy lifted = with(opening, policy);
    const bool isClosed =
        closed != 0 && std::any_of(packets.begin(), packets.end(), [&](const Wanted& wanted) {
            return fateOf(wanted.packet, sender, lifted, here).kind != Fate::Kind::Passes;
        });
    int number = 1;
    if (isClosed)
        for (const int protocol : {tcpProtocol, udpProtocol})
            opening.made.append(outgoingRule(id, number++, protocol, change.addresses, closed));
    // With shields up no rule lets anything in.
    if (policy.changes != FirewallPolicy::Changes::InboundBlocked) {
        for (const FirewallRule& rule : policy.rules)
            if (blocksIncomingZoom(rule, here))
                addOnce(opening.turnedOff, rule);
        for (const QString& program : here.installedZoom)
            if (!isListed(program, policy, here))
                opening.made.append(incomingRule(id, number++, program));
    }
    if (const auto told = canBeTold(opening.turnedOff, policy); !told)
        return tl::unexpected(told.error());
    const FirewallPolicy open = with(opening, policy);
    for (const Wanted& wanted : packets)
        if (wanted.isAsked && fateOf(wanted.packet, sender, open, here).kind == Fate::Kind::Stopped)
            return cant(tr("Windows Defender Firewall blocks Zoom in a way that can only be "
                           "changed by hand."));
    if (!opening.turnedOff.isEmpty()) {
        QStringList fingerprints;
        for (const FirewallRule& rule : opening.turnedOff)
            if (!fingerprints.contains(fingerprintOf(rule)))
                fingerprints.append(fingerprintOf(rule));
        opening.made.prepend(noteRule(id, fingerprints));
    }
    return opening;
}

} // namespace reconnect::windows_os::firewall
