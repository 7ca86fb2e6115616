#include "platform/windows/firewall/firewall_judge.h"

#include "core/tr.h"

#include <QMap>

#include <algorithm>
#include <optional>

namespace reconnect::windows_os::firewall {
namespace {

constexpr quint16 dnsPort = 53;
constexpr qsizetype maxName = 200;

bool isInForce(const FirewallRule& rule, const FirewallProfile& profile)
{
    return rule.enabled && rule.direction == FirewallRule::Direction::Out &&
           (rule.profiles & profile.type) != 0 &&
           (profile.heedsLocalRules || rule.origin == FirewallRule::Origin::Policy);
}

Fate fateIn(const FirewallProfile& profile, const OutgoingPacket& packet, const Sender& sender,
            const FirewallPolicy& policy, const Surroundings& here)
{
    Match allowed = Match::No;
    bool doubt = false;
    for (const FirewallRule& rule : policy.rules) {
        const bool blocks = rule.action == FirewallRule::Action::Block;
        // What allows is of interest only where the default is not to.
        if (!isInForce(rule, profile) || (!blocks && !profile.blocksOutbound))
            continue;
        const Match match = matchOf(rule, packet, sender, here);
        if (blocks && match == Match::Yes)
            return {Fate::Kind::Stopped, profile.type, &rule};
        if (blocks)
            doubt = doubt || match == Match::Unknown;
        else if (match != Match::No && allowed != Match::Yes)
            allowed = match;
    }
    if (profile.blocksOutbound && allowed == Match::No)
        return {Fate::Kind::Stopped, profile.type, nullptr};
    const bool sure = !doubt && (!profile.blocksOutbound || allowed == Match::Yes);
    return {sure ? Fate::Kind::Passes : Fate::Kind::Doubtful, 0, nullptr};
}

QString defaultWords()
{
    return tr("Outbound connections that do not match a rule are blocked");
}

// Seen by what tries Zoom's servers here as well, not by Zoom alone.
bool stopsOthers(const OutgoingPacket& packet, const FirewallPolicy& policy,
                 const Surroundings& here)
{
    return fateOf(packet, selfSender(here), policy, here).kind == Fate::Kind::Stopped;
}

void note(QMap<QString, BlockingRule>& rules, const Fate& fate, const OutgoingPacket& packet,
          bool clientOnly)
{
    const QString name = fate.rule ? fate.rule->name.left(maxName) : defaultWords();
    const QString chain = profileNames(fate.profile);
    BlockingRule& rule =
        rules[QStringLiteral("%1\n%2\n%3").arg(chain, name).arg(clientOnly ? 1 : 0)];
    rule.rule = name;
    rule.chain = chain;
    rule.verdict = fate.rule ? QStringLiteral("drop") : QStringLiteral("policy");
    rule.clientOnly = clientOnly;
    rule.packets.append(packet);
}

} // namespace

QList<FirewallProfile> activeProfiles(const FirewallPolicy& policy)
{
    QList<FirewallProfile> active;
    for (const FirewallProfile& profile : policy.profiles)
        if ((policy.active & profile.type) != 0)
            active.append(profile);
    return active;
}

Fate fateOf(const OutgoingPacket& packet, const Sender& sender, const FirewallPolicy& policy,
            const Surroundings& here)
{
    std::optional<Fate> all;
    for (const FirewallProfile& profile : activeProfiles(policy)) {
        const Fate one = profile.enabled ? fateIn(profile, packet, sender, policy, here) : Fate();
        if (all && all->kind != one.kind)
            return {Fate::Kind::Doubtful, 0, nullptr};
        if (!all)
            all = one;
        else
            all->profile |= one.profile;
    }
    return all.value_or(Fate{Fate::Kind::Doubtful, 0, nullptr});
}

QList<Blocker> blockersOf(const OutgoingPacket& packet, const Sender& sender,
                          const FirewallPolicy& policy, const Surroundings& here)
{
    QList<Blocker> blockers;
    const QList<FirewallProfile> active = activeProfiles(policy);
    for (const FirewallRule& rule : policy.rules) {
        const bool inForce = std::any_of(active.begin(), active.end(), [&](const auto& profile) {
            return profile.enabled && isInForce(rule, profile);
        });
        if (rule.action != FirewallRule::Action::Block || !inForce)
            continue;
        const Match match = matchOf(rule, packet, sender, here);
        if (match != Match::No)
            blockers.append({&rule, match});
    }
    std::stable_partition(blockers.begin(), blockers.end(),
                          [](const Blocker& one) { return one.match == Match::Yes; });
    return blockers;
}

QString problemOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotPermitted:
        return QStringLiteral("needs-root");
    case ErrorCode::TimedOut:
        return QStringLiteral("timed-out");
    case ErrorCode::TooLarge:
        return QStringLiteral("too-large");
    default:
        return QStringLiteral("failed");
    }
}

QString profileNames(int profiles)
{
    QStringList names;
    if (profiles & domainProfile)
        names.append(QStringLiteral("domain"));
    if (profiles & privateProfile)
        names.append(QStringLiteral("private"));
    if (profiles & publicProfile)
        names.append(QStringLiteral("public"));
    return names.join(QStringLiteral(", "));
}

FirewallReading readingFrom(const Result<FirewallPolicy>& policy, const Surroundings& around,
                            const QList<OutgoingPacket>& packets)
{
    FirewallReading reading;
    reading.product = QStringLiteral("windows-firewall");
    reading.status = FirewallReading::Status::Unreadable;
    if (!policy) {
        if (policy.error().code == ErrorCode::Unsupported)
            reading.status = FirewallReading::Status::NotInstalled;
        reading.problem = problemOf(policy.error());
        return reading;
    }
    Surroundings here = around;
    for (const OutgoingPacket& packet : packets)
        if (packet.port == dnsPort && !here.nameServers.contains(packet.destination))
            here.nameServers.append(packet.destination);
    bool doubt = false;
    QMap<QString, BlockingRule> rules;
    for (const OutgoingPacket& packet : packets) {
        const bool asks = packet.port == dnsPort;
        const Fate fate = fateOf(packet, asks ? dnsSender(here) : zoomSender(here), *policy, here);
        if (fate.kind == Fate::Kind::Stopped)
            note(rules, fate, packet, !asks && !stopsOthers(packet, *policy, here));
        // Where Zoom gets through and this program doesn't, what it tried says nothing.
        doubt = doubt || fate.kind == Fate::Kind::Doubtful ||
                (fate.kind == Fate::Kind::Passes && !asks && stopsOthers(packet, *policy, here));
    }
    if (!rules.isEmpty()) {
        reading.status = FirewallReading::Status::Blocks;
        reading.rules = rules.values();
    } else if (doubt) {
        reading.problem = QStringLiteral("not-understood");
    } else {
        reading.status = FirewallReading::Status::Allows;
    }
    return reading;
}

} // namespace reconnect::windows_os::firewall
