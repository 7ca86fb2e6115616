#pragma once

#include "platform/linux/firewall/readings.h"

namespace reconnect::firewall {

// A packet as it leaves, and what comes back for it.
Packet outgoing(const OutgoingPacket& wanted, const Path& path, const Sender& sender);
Packet replyTo(const Packet& sent);

// A packet that has no way is never sent, and what a rule would do to it harms nobody: IPv6 on a
// line without it. Where none has one, they are all judged, interface unknown.
QList<OutgoingPacket> withPath(const QList<OutgoingPacket>& packets,
                               const QHash<QHostAddress, Path>& paths);

} // namespace reconnect::firewall
