#pragma once

#include "platform/linux/firewall/ruleset.h"

namespace reconnect::firewall {

// What a packet has in one field, as bytes that compare in the field's order: numbers are eight
// bytes, the highest first; addresses are their own four or sixteen; names are their letters.
struct Value {
    enum class State {
        Absent, // the packet has no such field, and the rule does not apply
        Known,
        Unknown,
        Chance, // another value each time
    };
    State state = State::Unknown;
    QByteArray bytes;
};

// From low to high, both included.
struct Interval {
    QByteArray low;
    QByteArray high;
};

QByteArray bytesOf(quint64 number);
QByteArray bytesOf(const QHostAddress& address);
quint64 numberOf(const QByteArray& bytes);
std::optional<Interval> prefix(const QHostAddress& address, int length);
// A name, or the beginning of names where `wildcard` ends it ("eth*" or "eth+").
Interval nameInterval(const QString& name, QChar wildcard);
bool contains(const Interval& interval, const QByteArray& bytes);
// Whether a known value is in one of these; the other states give what they must.
Match matchValue(const Value& value, const QList<Interval>& intervals, bool negated);

// The fields that the tools of every kind ask for.
enum class Field {
    Family, // 2 or 10, as in <linux/netfilter.h>
    Protocol,
    Ipv4Protocol, // absent in a packet of the other family, as are those below
    Ipv6Protocol,
    Source,
    Destination,
    Ipv4Source,
    Ipv4Destination,
    Ipv6Source,
    Ipv6Destination,
    SourcePort,
    DestinationPort,
    TcpFlags,
    InInterface,
    OutInterface,
    User,
    Group,
    Mark,
    ConnectionState, // bits, as in nft: invalid 1, established 2, related 4, new 8, untracked 64
    ConnectionDirection,
    DestinationType, // as in <linux/rtnetlink.h>: unicast 1, local 2, broadcast 3, multicast 5
    ReturnRoute,     // whether a reply's source is reached by the interface it came in by
    Never,           // of a protocol that isn't ours, such as icmp
    Random,
    Other, // not understood
};

Value read(Field field, const Packet& packet, const Traits& traits);

} // namespace reconnect::firewall
