#include "platform/linux/firewall/walker.h"

#include <algorithm>
#include <tuple>

namespace reconnect::firewall {
namespace {

constexpr int maxSteps = 100000;
constexpr int maxDepth = 32; // the kernel allows 16 jumps

// Every way a packet may leave a chain. With certain tests only one of them is possible.
struct Ways {
    bool accepted = false;
    bool stopped = false;
    bool fallsThrough = false; // back to the caller, or to the policy
    bool doubt = false;        // something not understood had a part in it
    Fate stop; // by the last rule that could: where all ways stop, that one surely does

    void addStop(Fate fate)
    {
        stop = std::move(fate);
        stopped = true;
    }
    void add(const Ways& other)
    {
        accepted = accepted || other.accepted;
        doubt = doubt || other.doubt;
        if (other.stopped)
            addStop(other.stop);
    }
};

class Walk {
public:
    Walk(Packet packet, const Ruleset& ruleset)
        : m_packet(std::move(packet))
        , m_ruleset(ruleset)
    {
    }

    Ways through(const Chain& base)
    {
        Ways ways = chain(base, 0);
        if (!ways.fallsThrough)
            return ways;
        if (base.base->denies)
            ways.addStop({Fate::Kind::Stopped, base.product, base.name,
                          QStringLiteral("policy drop"), QStringLiteral("policy")});
        else
            ways.accepted = true;
        return ways;
    }

    const Packet& packet() const { return m_packet; }

private:
    Match match(const Rule& rule) const
    {
        Match all = Match::Yes;
        for (const Test& test : rule.tests) {
            const Match one = test(m_packet, m_ruleset.traits);
            if (one == Match::No)
                return Match::No;
            all = both(all, one);
        }
        return all;
    }

    Ways chain(const Chain& chain, int depth)
    {
        Ways ways;
        for (const Rule& rule : chain.rules) {
            if (++m_steps > maxSteps) {
                ways.doubt = ways.accepted = true;
                ways.addStop({Fate::Kind::Doubtful, chain.product, chain.name, rule.text, {}});
                return ways;
            }
            if (rule.action.kind == Action::Kind::Continue)
                continue;
            const Match matched = match(rule);
            if (matched == Match::No)
                continue;
            ways.doubt = ways.doubt || matched == Match::Unknown;
            if (apply(rule, chain, depth, ways, matched == Match::Yes))
                return ways;
        }
        ways.fallsThrough = true;
        return ways;
    }

    // Whether the chain surely ends with this rule.
    bool apply(const Rule& rule, const Chain& chain, int depth, Ways& ways, bool surely)
    {
        const auto stop = [&](const char* verdict) {
            ways.addStop({Fate::Kind::Stopped, chain.product, chain.name, rule.text,
                          QString::fromLatin1(verdict)});
        };
        switch (rule.action.kind) {
        case Action::Kind::Continue:
            return false;
        case Action::Kind::Accept:
            ways.accepted = true;
            return surely;
        case Action::Kind::Drop:
            stop("drop");
            return surely;
        case Action::Kind::Reject:
            stop("reject");
            return surely;
        case Action::Kind::Return:
            ways.fallsThrough = true;
            return surely;
        case Action::Kind::Redirect:
            redirect(rule.action, surely);
            ways.accepted = true;
            return surely;
        case Action::Kind::Unknown:
            ways.doubt = ways.accepted = true;
            stop("drop");
            return surely;
        case Action::Kind::Jump:
        case Action::Kind::Goto:
            return enter(rule, chain, depth, ways, surely);
        }
        return false;
    }

    bool enter(const Rule& rule, const Chain& chain, int depth, Ways& ways, bool surely)
    {
        const auto target =
            m_ruleset.chains.constFind(chain.table + QLatin1Char(' ') + rule.action.target);
        if (target == m_ruleset.chains.constEnd() || depth >= maxDepth) {
            ways.doubt = ways.accepted = true;
            ways.addStop({Fate::Kind::Doubtful, chain.product, chain.name, rule.text, {}});
            return surely;
        }
        const Ways inner = this->chain(*target, depth + 1);
        ways.add(inner);
        if (rule.action.kind == Action::Kind::Goto) {
            ways.fallsThrough = ways.fallsThrough || inner.fallsThrough;
            return surely;
        }
        return surely && !inner.fallsThrough;
    }

    void redirect(const Action& action, bool surely)
    {
        m_packet.interface.clear();
        m_packet.local.reset();
        if (!action.keepsDestination)
            m_packet.destination = surely ? action.newDestination : QHostAddress();
        if (!action.keepsPort)
            m_packet.destinationPort = surely ? action.newPort : std::nullopt;
        m_packet.source = {};
    }

    Packet m_packet;
    const Ruleset& m_ruleset;
    int m_steps = 0;
};

QList<const Chain*> hooked(const Packet& packet, const Ruleset& ruleset)
{
    const Family other = packet.ipv6 ? Family::Ipv4 : Family::Ipv6;
    QList<const Chain*> chains;
    for (const Chain& chain : ruleset.chains) {
        if (!chain.base || chain.family == other)
            continue;
        const Hook hook = chain.base->hook;
        const bool incoming = hook == Hook::Prerouting || hook == Hook::Input;
        if (incoming != packet.reply)
            continue;
        if (hook == Hook::Egress && chain.base->device != packet.interface)
            continue;
        chains.append(&chain);
    }
    std::sort(chains.begin(), chains.end(), [](const Chain* a, const Chain* b) {
        return std::tie(a->base->hook, a->base->priority, a->name) <
               std::tie(b->base->hook, b->base->priority, b->name);
    });
    return chains;
}

} // namespace

Match both(Match a, Match b)
{
    if (a == Match::No || b == Match::No)
        return Match::No;
    if (a == Match::Unknown || b == Match::Unknown)
        return Match::Unknown;
    return a == Match::Chance || b == Match::Chance ? Match::Chance : Match::Yes;
}

Fate fateOf(const Packet& packet, const Ruleset& ruleset)
{
    Walk walk(packet, ruleset);
    Fate doubtful;
    for (const Chain* chain : hooked(packet, ruleset)) {
        const Ways ways = walk.through(*chain);
        if (!ways.stopped)
            continue;
        // Doubts before a stop that every way leads to change nothing.
        if (!ways.accepted) {
            Fate fate = ways.stop;
            fate.kind = Fate::Kind::Stopped;
            return fate;
        }
        if (ways.doubt && doubtful.kind == Fate::Kind::Passes) {
            doubtful = ways.stop;
            doubtful.kind = Fate::Kind::Doubtful;
        }
    }
    return doubtful;
}

QList<Stop> stopsOf(const Packet& packet, const Ruleset& ruleset)
{
    Walk walk(packet, ruleset);
    QList<Stop> stops;
    for (const Chain* chain : hooked(packet, ruleset)) {
        const Ways ways = walk.through(*chain);
        if (!ways.stopped || ways.accepted)
            continue;
        stops.append({chain->name, ways.stop});
        stops.last().fate.kind = Fate::Kind::Stopped;
    }
    return stops;
}

} // namespace reconnect::firewall
