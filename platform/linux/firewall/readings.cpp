#include "platform/linux/firewall/readings.h"

#include "platform/linux/firewall/iptables_parser.h"
#include "platform/linux/firewall/nft_parser.h"
#include "platform/linux/firewall/walker.h"

#include <QMap>

namespace reconnect::firewall {
namespace {

const auto malformed = QLatin1String("malformed");
const auto notUnderstood = QLatin1String("not-understood");

Packet outgoing(const OutgoingPacket& wanted, const Path& path, const Sender& sender)
{
    Packet packet;
    packet.ipv6 = wanted.destination.protocol() == QAbstractSocket::IPv6Protocol;
    packet.transport = wanted.transport;
    packet.source = path.source;
    packet.destination = wanted.destination;
    packet.destinationPort = wanted.port;
    packet.interface = path.interface;
    packet.local = path.local;
    packet.user = sender.user;
    packet.group = sender.group;
    return packet;
}

Packet replyTo(const Packet& sent)
{
    Packet packet = sent;
    packet.reply = true;
    packet.source = sent.destination;
    packet.sourcePort = sent.destinationPort;
    packet.destination = sent.source;
    packet.destinationPort.reset();
    packet.local = true;
    return packet;
}

// A packet that has no way is never sent, and what a rule would do to it harms nobody: IPv6 on a
// line without it. Where none has one, they are all judged, interface unknown.
QList<OutgoingPacket> withPath(const QList<OutgoingPacket>& packets,
                               const QHash<QHostAddress, Path>& paths)
{
    QList<OutgoingPacket> sendable;
    for (const OutgoingPacket& packet : packets)
        if (!paths.value(packet.destination).source.isNull())
            sendable.append(packet);
    return sendable.isEmpty() ? packets : sendable;
}

// What is known of one product while the packets are judged.
struct Tally {
    bool installed = false;
    QString problem;
    bool doubt = false;
    QMap<QString, BlockingRule> rules; // by chain and rule
};

class Judge {
public:
    void take(const QList<Transcript>& transcripts)
    {
        QHash<QString, QString> texts;
        QSet<QString> elsewhere;
        for (const Transcript& transcript : transcripts) {
            if (transcript.tool == Transcript::Tool::NftText)
                texts = nftTexts(transcript.output);
            else if (transcript.tool != Transcript::Tool::Nft)
                takeIptables(transcript, elsewhere);
        }
        for (const Transcript& transcript : transcripts)
            if (transcript.tool == Transcript::Tool::Nft)
                takeNft(transcript, texts, elsewhere);
        // Marks and tracking work across tools.
        Traits traits;
        for (const Ruleset& ruleset : m_rulesets) {
            traits.setsMarks = traits.setsMarks || ruleset.traits.setsMarks;
            traits.skipsTracking = traits.skipsTracking || ruleset.traits.skipsTracking;
        }
        for (Ruleset& ruleset : m_rulesets)
            ruleset.traits = traits;
    }

    void judge(const OutgoingPacket& wanted, const Packet& sent)
    {
        for (const Ruleset& ruleset : m_rulesets) {
            Fate fate = fateOf(sent, ruleset);
            if (fate.kind == Fate::Kind::Doubtful)
                tally(fate.product).doubt = true;
            if (fate.kind != Fate::Kind::Stopped && !sent.source.isNull())
                fate = fateOf(replyTo(sent), ruleset);
            if (fate.kind == Fate::Kind::Stopped)
                note(fate, wanted);
        }
    }

    Tally& tally(const QString& product) { return m_tallies[product]; }

private:
    void takeIptables(const Transcript& transcript, QSet<QString>& elsewhere)
    {
        Tally& iptables = tally(QStringLiteral("iptables"));
        iptables.installed = true;
        if (!transcript.problem.isEmpty()) {
            iptables.problem = transcript.problem;
            return;
        }
        const bool ipv6 = transcript.tool == Transcript::Tool::Ip6tablesNft ||
                          transcript.tool == Transcript::Tool::Ip6tablesLegacy;
        auto tables = parseIptables(transcript.output, ipv6);
        if (!tables) {
            iptables.problem = malformed;
            return;
        }
        if (tables->keptInNft)
            for (const QString& table : tables->tables)
                elsewhere.insert(table);
        keep(std::move(tables->ruleset));
    }

    void takeNft(const Transcript& transcript, const QHash<QString, QString>& texts,
                 const QSet<QString>& elsewhere)
    {
        Tally& nftables = tally(QStringLiteral("nftables"));
        nftables.installed = true;
        nftables.problem = transcript.problem;
        if (!transcript.problem.isEmpty())
            return;
        auto ruleset = parseNft(transcript.output, texts, elsewhere);
        if (ruleset)
            keep(std::move(*ruleset));
        else
            nftables.problem = malformed;
    }

    void keep(Ruleset ruleset)
    {
        for (const Chain& chain : ruleset.chains)
            tally(chain.product).installed = true;
        m_rulesets.append(std::move(ruleset));
    }

    void note(const Fate& fate, const OutgoingPacket& packet)
    {
        BlockingRule& rule = tally(fate.product).rules[fate.chain + QLatin1Char('\n') + fate.rule];
        rule.rule = fate.rule;
        rule.chain = fate.chain;
        rule.verdict = fate.verdict;
        rule.packets.append(packet);
    }

    QList<Ruleset> m_rulesets;
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
    Judge judge;
    judge.take(transcripts);
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
