#include "platform/linux/firewall/allow/openings.h"

#include "platform/linux/firewall/fields.h"
#include "platform/linux/firewall/packets.h"

namespace reconnect::firewall {
namespace {

Rule passing(const OwnRule& own)
{
    const int protocol = own.transport == Transport::Tcp ? 6 : 17;
    QList<Interval> ports;
    for (const PortRange& range : portsFrom(own.ports))
        ports.append({bytesOf(range.first), bytesOf(range.last)});
    const auto test = [](Field field, const QList<Interval>& intervals) -> Test {
        return [=](const Packet& packet, const Traits& traits) {
            return matchValue(read(field, packet, traits), intervals, false);
        };
    };
    Rule rule;
    rule.tests = {
        test(Field::Protocol, {{bytesOf(protocol), bytesOf(protocol)}}),
        test(Field::Destination, {{bytesOf(own.address), bytesOf(own.address)}}),
        test(Field::DestinationPort, ports),
    };
    rule.action.kind = Action::Kind::Accept;
    return rule;
}

} // namespace

QList<Sent> packetsOf(const AllowZoom& change, const QHash<QHostAddress, Path>& paths,
                      const Sender& sender)
{
    QList<OutgoingPacket> wanted;
    for (const QHostAddress& address : change.addresses)
        for (const Transport transport : {Transport::Tcp, Transport::Udp})
            for (const PortRange& range : zoomPorts(transport))
                for (int port = range.first; port <= range.last; ++port)
                    wanted.append({transport, address, quint16(port)});
    QList<Sent> sent;
    for (const OutgoingPacket& packet : withPath(wanted, paths))
        sent.append({packet, outgoing(packet, paths.value(packet.destination), sender)});
    return sent;
}

QList<Block> blocksOf(const Listing& listing, const QList<Sent>& packets, const QString& product)
{
    QList<Block> blocks;
    for (const Listed& listed : listing.rulesets)
        for (const Sent& sent : packets)
            for (const Stop& stop : stopsOf(sent.packet, listed.ruleset))
                if (stop.fate.product == product)
                    blocks.append({listed.tool, stop, sent});
    return blocks;
}

std::optional<Fate> stopOfReplies(const Listing& listing, const QList<Sent>& packets,
                                  const QString& product)
{
    for (const Listed& listed : listing.rulesets) {
        for (const Sent& sent : packets) {
            if (sent.packet.source.isNull())
                continue;
            const Fate fate = fateOf(replyTo(sent.packet), listed.ruleset);
            if (fate.kind == Fate::Kind::Stopped && fate.product == product)
                return fate;
        }
    }
    return std::nullopt;
}

Listing withOpenings(Listing listing, const QList<Opening>& openings)
{
    for (const Opening& opening : openings) {
        for (Listed& listed : listing.rulesets) {
            const auto chain = listed.ruleset.chains.find(opening.chain);
            if (listed.tool == opening.tool && chain != listed.ruleset.chains.end())
                chain->rules.prepend(passing(opening.rule));
        }
    }
    return listing;
}

} // namespace reconnect::firewall
