#include "platform/linux/firewall/packets.h"

namespace reconnect::firewall {

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

QList<OutgoingPacket> withPath(const QList<OutgoingPacket>& packets,
                               const QHash<QHostAddress, Path>& paths)
{
    QList<OutgoingPacket> sendable;
    for (const OutgoingPacket& packet : packets)
        if (!paths.value(packet.destination).source.isNull())
            sendable.append(packet);
    return sendable.isEmpty() ? packets : sendable;
}

} // namespace reconnect::firewall
