#pragma once

#include "platform/linux/firewall/allow/own_rules.h"
#include "platform/linux/firewall/listing.h"
#include "platform/linux/firewall/walker.h"

namespace reconnect::firewall {

// A packet that Zoom would send, and as the kernel's hooks see it.
struct Sent {
    OutgoingPacket wanted;
    Packet packet;
};

// Every packet that the change wants let through, and that has a way to go.
QList<Sent> packetsOf(const AllowZoom& change, const QHash<QHostAddress, Path>& paths,
                      const Sender& sender);

// One chain that surely stops one of them.
struct Block {
    Transcript::Tool tool = Transcript::Tool::Nft; // whose ruleset the chain is in
    Stop stop;
    Sent sent;
};
QList<Block> blocksOf(const Listing& listing, const QList<Sent>& packets, const QString& product);

// A stop of what comes back, which no rule for outgoing packets can mend.
std::optional<Fate> stopOfReplies(const Listing& listing, const QList<Sent>& packets,
                                  const QString& product);

// A rule to be made, and the chain it will be the first of. Without a chain it works from the next
// start on.
struct Opening {
    OwnRule rule;
    Transcript::Tool tool = Transcript::Tool::Nft;
    QString chain;
};

// The rules as they will be.
Listing withOpenings(Listing listing, const QList<Opening>& openings);

} // namespace reconnect::firewall
