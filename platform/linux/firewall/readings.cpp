#include "platform/linux/firewall/readings.h"

#include "platform/linux/firewall/listing.h"
#include "platform/linux/firewall/packets.h"
#include "platform/linux/firewall/walker.h"

#include <QMap>

namespace reconnect::firewall {
namespace {

const auto notUnderstood = QLatin1String("not-understood");

// What is known of one product while the packets are judged.
struct Tally {
    bool installed = false;
    QString problem;
    bool doubt = false;
    QMap<QString, BlockingRule> rules; // by chain and rule
};

class Judge {
public:
    explicit Judge(Listing listing)
        : m_listing(std::move(listing))
    {
        tally(QStringLiteral("iptables")).installed = m_listing.iptables.asked;
        tally(QStringLiteral("iptables")).problem = m_listing.iptables.problem;
        tally(QStringLiteral("nftables")).installed = m_listing.nft.asked;
        tally(QStringLiteral("nftables")).problem = m_listing.nft.problem;
        for (const Listed& listed : m_listing.rulesets)
            for (const Chain& chain : listed.ruleset.chains)
                tally(chain.product).installed = true;
    }

    void judge(const OutgoingPacket& wanted, const Packet& sent)
    {
        for (const Listed& listed : m_listing.rulesets) {
            Fate fate = fateOf(sent, listed.ruleset);
            if (fate.kind == Fate::Kind::Doubtful)
                tally(fate.product).doubt = true;
            if (fate.kind != Fate::Kind::Stopped && !sent.source.isNull())
                fate = fateOf(replyTo(sent), listed.ruleset);
            if (fate.kind == Fate::Kind::Stopped)
                note(fate, wanted);
        }
    }

    Tally& tally(const QString& product) { return m_tallies[product]; }

private:
    void note(const Fate& fate, const OutgoingPacket& packet)
    {
        BlockingRule& rule = tally(fate.product).rules[fate.chain + QLatin1Char('\n') + fate.rule];
        rule.rule = fate.rule;
        rule.chain = fate.chain;
        rule.verdict = fate.verdict;
        rule.packets.append(packet);
    }

    Listing m_listing;
    QHash<QString, Tally> m_tallies;
};

FirewallReading readingOf(const QString& product, const Tally& tally)
{
    FirewallReading reading;
    reading.product = product;
    // A block that was found is one, whatever else could not be read.
    if (!tally.rules.isEmpty()) {
        reading.status = FirewallReading::Status::Blocks;
        reading.rules = tally.rules.values();
    } else if (!tally.installed) {
        reading.status = FirewallReading::Status::NotInstalled;
    } else if (!tally.problem.isEmpty() || tally.doubt) {
        reading.status = FirewallReading::Status::Unreadable;
        reading.problem = tally.problem.isEmpty() ? QString(notUnderstood) : tally.problem;
    } else {
        reading.status = FirewallReading::Status::Allows;
    }
    return reading;
}

} // namespace

QList<FirewallReading> readingsFrom(const QList<Transcript>& transcripts,
                                    const Installed& installed,
                                    const QList<OutgoingPacket>& packets,
                                    const QHash<QHostAddress, Path>& paths, const Sender& sender)
{
    Judge judge(listingFrom(transcripts));
    for (const OutgoingPacket& packet : withPath(packets, paths))
        judge.judge(packet, outgoing(packet, paths.value(packet.destination), sender));

    const QString nftables = QStringLiteral("nftables");
    const QString iptables = QStringLiteral("iptables");
    const QString ufw = QStringLiteral("ufw");
    const QString firewalld = QStringLiteral("firewalld");
    // These two keep their rules in the others.
    judge.tally(ufw).installed = judge.tally(ufw).installed || installed.ufw;
    judge.tally(ufw).problem = judge.tally(iptables).problem;
    judge.tally(firewalld).installed = judge.tally(firewalld).installed || installed.firewalld;
    judge.tally(firewalld).problem = judge.tally(nftables).problem;
    QList<FirewallReading> readings;
    for (const QString& product : {nftables, iptables, ufw, firewalld})
        readings.append(readingOf(product, judge.tally(product)));
    return readings;
}

} // namespace reconnect::firewall
