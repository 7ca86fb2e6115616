#include "platform/linux/firewall/fields.h"

#include <QtEndian>

#include <algorithm>

namespace reconnect::firewall {
namespace {

constexpr int tcpNumber = 6;
constexpr int udpNumber = 17;
constexpr int synFlag = 0x02;
constexpr int synAckFlags = 0x12;

Value absent()
{
    return {Value::State::Absent, {}};
}

Value known(QByteArray bytes)
{
    return {Value::State::Known, std::move(bytes)};
}

Value number(quint64 value)
{
    return known(bytesOf(value));
}

template<class T>
Value maybeNumber(const std::optional<T>& value)
{
    return value ? number(*value) : Value();
}

Value addressOf(const QHostAddress& address)
{
    return address.isNull() ? Value() : known(bytesOf(address));
}

Value interfaceOf(const Packet& packet, bool incoming)
{
    if (incoming != packet.reply)
        return known({}); // the kernel reads an interface that isn't there as an empty name
    return packet.interface.isEmpty() ? Value() : known(packet.interface.toUtf8());
}

Value destinationType(const Packet& packet)
{
    if (packet.destination.isNull() || !packet.local)
        return {};
    if (*packet.local)
        return number(2);
    if (packet.destination.isBroadcast())
        return number(3);
    return number(packet.destination.isMulticast() ? 5 : 1);
}

} // namespace

QByteArray bytesOf(quint64 number)
{
    QByteArray bytes(8, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray bytesOf(const QHostAddress& address)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        QByteArray bytes(4, '\0');
        qToBigEndian(address.toIPv4Address(), bytes.data());
        return bytes;
    }
    const Q_IPV6ADDR raw = address.toIPv6Address();
    return {reinterpret_cast<const char*>(raw.c), sizeof raw.c};
}

quint64 numberOf(const QByteArray& bytes)
{
    return bytes.size() == 8 ? qFromBigEndian<quint64>(bytes.constData()) : 0;
}

std::optional<Interval> prefix(const QHostAddress& address, int length)
{
    if (address.isNull())
        return std::nullopt;
    Interval interval{bytesOf(address), bytesOf(address)};
    if (length < 0 || length > interval.low.size() * 8)
        return std::nullopt;
    for (qsizetype bit = length; bit < interval.low.size() * 8; ++bit) {
        const char mask = char(0x80 >> (bit % 8));
        interval.low[bit / 8] = char(interval.low[bit / 8] & ~mask);
        interval.high[bit / 8] = char(interval.high[bit / 8] | mask);
    }
    return interval;
}

Interval nameInterval(const QString& name, QChar wildcard)
{
    const QByteArray bytes = name.toUtf8();
    if (!name.endsWith(wildcard))
        return {bytes, bytes};
    const QByteArray start = bytes.chopped(1);
    constexpr int longestName = 16; // IFNAMSIZ
    return {start, start + QByteArray(longestName, '\xff')};
}

bool contains(const Interval& interval, const QByteArray& bytes)
{
    return interval.low <= bytes && bytes <= interval.high;
}

Match matchValue(const Value& value, const QList<Interval>& intervals, bool negated)
{
    switch (value.state) {
    case Value::State::Absent:
        return Match::No;
    case Value::State::Unknown:
        return Match::Unknown;
    case Value::State::Chance:
        return Match::Chance;
    case Value::State::Known:
        break;
    }
    const bool inside =
        std::any_of(intervals.begin(), intervals.end(),
                    [&](const Interval& interval) { return contains(interval, value.bytes); });
    return inside != negated ? Match::Yes : Match::No;
}

Value read(Field field, const Packet& packet, const Traits& traits)
{
    const bool tcp = packet.transport == Transport::Tcp;
    switch (field) {
    case Field::Family:
        return number(packet.ipv6 ? 10 : 2);
    case Field::Protocol:
        return number(tcp ? tcpNumber : udpNumber);
    case Field::Ipv4Protocol:
        return packet.ipv6 ? absent() : read(Field::Protocol, packet, traits);
    case Field::Ipv6Protocol:
        return packet.ipv6 ? read(Field::Protocol, packet, traits) : absent();
    case Field::Source:
        return addressOf(packet.source);
    case Field::Destination:
        return addressOf(packet.destination);
    case Field::Ipv4Source:
        return packet.ipv6 ? absent() : addressOf(packet.source);
    case Field::Ipv4Destination:
        return packet.ipv6 ? absent() : addressOf(packet.destination);
    case Field::Ipv6Source:
        return packet.ipv6 ? addressOf(packet.source) : absent();
    case Field::Ipv6Destination:
        return packet.ipv6 ? addressOf(packet.destination) : absent();
    case Field::SourcePort:
        return maybeNumber(packet.sourcePort);
    case Field::DestinationPort:
        return maybeNumber(packet.destinationPort);
    case Field::TcpFlags:
        return tcp ? number(packet.reply ? synAckFlags : synFlag) : absent();
    case Field::InInterface:
        return interfaceOf(packet, true);
    case Field::OutInterface:
        return interfaceOf(packet, false);
    case Field::User:
        return packet.reply ? Value() : maybeNumber(packet.user);
    case Field::Group:
        return packet.reply ? Value() : maybeNumber(packet.group);
    case Field::Mark:
        return traits.setsMarks ? Value() : number(0);
    case Field::ConnectionState:
        if (traits.skipsTracking)
            return {};
        return number(packet.reply ? 2 : 8);
    case Field::ConnectionDirection:
        return number(packet.reply ? 1 : 0);
    case Field::DestinationType:
        return destinationType(packet);
    case Field::ReturnRoute:
        // The reply is imagined to come from where its request went, by the same interface.
        return packet.reply && !packet.interface.isEmpty() ? number(1) : Value();
    case Field::Never:
        return absent();
    case Field::Random:
        return {Value::State::Chance, {}};
    case Field::Other:
        break;
    }
    return {};
}

} // namespace reconnect::firewall
