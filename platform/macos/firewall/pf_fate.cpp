#include "platform/macos/firewall/pf_rules.h"

namespace reconnect::macos::firewall {
namespace {

constexpr int maxDepth = 16;
constexpr int maxSteps = 100000; // anchors may call each other

Match matchTarget(const PfRule& rule, const QHostAddress& address)
{
    if (rule.toAny)
        return Match::Yes;
    if (rule.to.isNull())
        return Match::Unknown;
    const bool isSameFamily = rule.to.protocol() == address.protocol();
    const bool isIn = isSameFamily && address.isInSubnet(rule.to, rule.toBits);
    return isIn != rule.notTo ? Match::Yes : Match::No;
}

Match matches(const PfRule& rule, const OutgoingPacket& packet, const std::optional<quint32>& user)
{
    const int family = packet.destination.protocol() == QAbstractSocket::IPv6Protocol ? 6 : 4;
    if (rule.incoming || rule.neverOurs || (rule.family && *rule.family != family) ||
        (rule.transport && *rule.transport != packet.transport))
        return Match::No;
    Match match = matchTarget(rule, packet.destination);
    if (rule.ports) {
        const bool isIn = packet.port >= rule.ports->first && packet.port <= rule.ports->last;
        match = both(match, isIn != rule.ports->outside ? Match::Yes : Match::No);
    }
    if (rule.user)
        match = both(match, !user ? Match::Unknown : *user == *rule.user ? Match::Yes : Match::No);
    return rule.conditions ? both(match, Match::Unknown) : match;
}

// The state of one packet on its way through the rules.
struct Walk {
    const OutgoingPacket& packet;
    const std::optional<quint32>& user;
    const PfRuleset& all;
    PfFate fate = {}; // as of the rules so far
    bool isOver = false;
    int steps = 0;
    // The first with "quick" that may have ended it, each way.
    const PfRule* mayStop = nullptr;
    bool mayPass = false;

    // `certain`: what leads here applies for sure.
    void through(const QList<PfRule>& rules, bool certain, int depth = 0)
    {
        for (const PfRule& rule : rules) {
            if (isOver || ++steps > maxSteps)
                return;
            const Match match = matches(rule, packet, user);
            if (match == Match::No)
                continue;
            const bool sure = certain && match == Match::Yes;
            if (rule.kind == PfRule::Kind::Anchor) {
                const PfRule* const before = fate.rule;
                into(rule, sure, depth + 1);
                // "anchor … quick" ends it where a rule inside applied.
                isOver = isOver || (rule.quick && sure && fate.rule != before);
                continue;
            }
            apply(rule, sure);
        }
    }

    void into(const PfRule& anchor, bool sure, int depth)
    {
        if (depth > maxDepth)
            return;
        if (anchor.hasInside)
            return through(anchor.inside, sure, depth);
        // A name is relative to where it is called.
        QString path = anchor.calls;
        if (path.startsWith(QLatin1Char('/')))
            path.remove(0, 1);
        else if (!anchor.place.isEmpty())
            path = anchor.place + QLatin1Char('/') + path;
        if (!path.endsWith(QLatin1Char('*'))) {
            if (const auto found = all.constFind(path); found != all.constEnd())
                through(*found, sure, depth);
            return;
        }
        path.chop(1); // "com.apple/"
        for (auto one = all.lowerBound(path); one != all.end(); ++one) {
            if (one.key().size() <= path.size())
                continue; // the main rules, where all anchors are called
            if (!one.key().startsWith(path))
                break;
            const bool isBelow = one.key().indexOf(QLatin1Char('/'), path.size()) >= 0;
            if (!isBelow && !isOver)
                through(*one, sure, depth);
        }
    }

    void apply(const PfRule& rule, bool sure)
    {
        const bool blocks = rule.kind == PfRule::Kind::Block;
        if (sure) {
            fate = {blocks ? PfFate::Kind::Stopped : PfFate::Kind::Passes, &rule};
            isOver = rule.quick;
            return;
        }
        if (rule.quick && blocks && !mayStop)
            mayStop = &rule;
        mayPass = mayPass || (rule.quick && !blocks);
        // It may turn what was decided so far into its opposite.
        if (blocks && fate.kind == PfFate::Kind::Passes)
            fate = {PfFate::Kind::Doubtful, &rule};
        else if (!blocks && fate.kind == PfFate::Kind::Stopped)
            fate.kind = PfFate::Kind::Doubtful;
    }

    PfFate outcome() const
    {
        if (steps > maxSteps)
            return {PfFate::Kind::Doubtful, mayStop ? mayStop : fate.rule};
        if (fate.kind == PfFate::Kind::Passes && mayStop)
            return {PfFate::Kind::Doubtful, mayStop};
        if (fate.kind == PfFate::Kind::Stopped && mayPass)
            return {PfFate::Kind::Doubtful, fate.rule};
        return fate;
    }
};

} // namespace

Match both(Match a, Match b)
{
    if (a == Match::No || b == Match::No)
        return Match::No;
    return a == Match::Unknown || b == Match::Unknown ? Match::Unknown : Match::Yes;
}

PfFate pfFateOf(const OutgoingPacket& packet, const std::optional<quint32>& user,
                const PfRuleset& rules)
{
    Walk walk{packet, user, rules};
    if (const auto main = rules.constFind(QString()); main != rules.constEnd())
        walk.through(*main, true);
    return walk.outcome();
}

} // namespace reconnect::macos::firewall
