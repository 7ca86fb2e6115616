#include "platform/linux/firewall/nft_expressions.h"

#include <QJsonArray>

#include <algorithm>

namespace reconnect::firewall {
namespace {

using Names = QHash<QString, quint64>;

const QHash<QString, Field>& metaFields()
{
    static const QHash<QString, Field> fields{
        {QStringLiteral("l4proto"), Field::Protocol},
        {QStringLiteral("nfproto"), Field::Family},
        {QStringLiteral("protocol"), Field::Family},
        {QStringLiteral("oif"), Field::OutInterface},
        {QStringLiteral("oifname"), Field::OutInterface},
        {QStringLiteral("iif"), Field::InInterface},
        {QStringLiteral("iifname"), Field::InInterface},
        {QStringLiteral("skuid"), Field::User},
        {QStringLiteral("skgid"), Field::Group},
        {QStringLiteral("mark"), Field::Mark},
        {QStringLiteral("random"), Field::Random},
    };
    return fields;
}

// Values that nft writes as words; see libnftables-json(5) and nft(8).
const Names& namesOf(Field field)
{
    static const Names protocols{
        {QStringLiteral("tcp"), 6},       {QStringLiteral("udp"), 17},
        {QStringLiteral("icmp"), 1},      {QStringLiteral("ipv6-icmp"), 58},
        {QStringLiteral("icmpv6"), 58},   {QStringLiteral("igmp"), 2},
        {QStringLiteral("sctp"), 132},    {QStringLiteral("dccp"), 33},
        {QStringLiteral("udplite"), 136}, {QStringLiteral("gre"), 47},
        {QStringLiteral("esp"), 50},      {QStringLiteral("ah"), 51}};
    static const Names families{{QStringLiteral("ipv4"), 2},
                                {QStringLiteral("ip"), 2},
                                {QStringLiteral("ipv6"), 10},
                                {QStringLiteral("ip6"), 10}};
    static const Names states{{QStringLiteral("invalid"), 1},
                              {QStringLiteral("established"), 2},
                              {QStringLiteral("related"), 4},
                              {QStringLiteral("new"), 8},
                              {QStringLiteral("untracked"), 64}};
    static const Names flags{{QStringLiteral("fin"), 1},  {QStringLiteral("syn"), 2},
                             {QStringLiteral("rst"), 4},  {QStringLiteral("psh"), 8},
                             {QStringLiteral("ack"), 16}, {QStringLiteral("urg"), 32},
                             {QStringLiteral("ecn"), 64}, {QStringLiteral("cwr"), 128}};
    static const Names types{{QStringLiteral("unicast"), 1},
                             {QStringLiteral("local"), 2},
                             {QStringLiteral("broadcast"), 3},
                             {QStringLiteral("anycast"), 4},
                             {QStringLiteral("multicast"), 5}};
    static const Names directions{{QStringLiteral("original"), 0}, {QStringLiteral("reply"), 1}};
    static const Names none;
    switch (field) {
    case Field::Protocol:
    case Field::Ipv4Protocol:
    case Field::Ipv6Protocol:
        return protocols;
    case Field::Family:
        return families;
    case Field::ConnectionState:
        return states;
    case Field::TcpFlags:
        return flags;
    case Field::DestinationType:
        return types;
    case Field::ConnectionDirection:
        return directions;
    default:
        return none;
    }
}

bool isAddress(Field field)
{
    return field == Field::Ipv4Source || field == Field::Ipv4Destination ||
           field == Field::Ipv6Source || field == Field::Ipv6Destination;
}

bool isInterface(Field field)
{
    return field == Field::InInterface || field == Field::OutInterface;
}

NftField payloadField(const QJsonObject& payload)
{
    const QString protocol = payload.value(QLatin1String("protocol")).toString();
    const QString name = payload.value(QLatin1String("field")).toString();
    if (protocol == QLatin1String("ip") || protocol == QLatin1String("ip6")) {
        const bool ipv6 = protocol == QLatin1String("ip6");
        if (name == QLatin1String("saddr"))
            return {ipv6 ? Field::Ipv6Source : Field::Ipv4Source, {}, {}};
        if (name == QLatin1String("daddr"))
            return {ipv6 ? Field::Ipv6Destination : Field::Ipv4Destination, {}, {}};
        if (name == QLatin1String("protocol") || name == QLatin1String("nexthdr"))
            return {ipv6 ? Field::Ipv6Protocol : Field::Ipv4Protocol, {}, {}};
        return {};
    }
    const bool tcp = protocol == QLatin1String("tcp");
    if (tcp || protocol == QLatin1String("udp") || protocol == QLatin1String("th")) {
        std::optional<Transport> only;
        if (protocol != QLatin1String("th"))
            only = tcp ? Transport::Tcp : Transport::Udp;
        if (name == QLatin1String("dport"))
            return {Field::DestinationPort, only, {}};
        if (name == QLatin1String("sport"))
            return {Field::SourcePort, only, {}};
        if (name == QLatin1String("flags"))
            return {Field::TcpFlags, only, {}};
        return {Field::Other, only, {}};
    }
    static const QStringList foreign{
        QStringLiteral("icmp"), QStringLiteral("icmpv6"),  QStringLiteral("sctp"),
        QStringLiteral("dccp"), QStringLiteral("udplite"), QStringLiteral("igmp"),
        QStringLiteral("esp"),  QStringLiteral("ah"),      QStringLiteral("arp")};
    return {foreign.contains(protocol) ? Field::Never : Field::Other, {}, {}};
}

Field fibField(const QJsonValue& fib)
{
    const QString result = fib[QLatin1String("result")].toString();
    const QJsonArray flags = fib[QLatin1String("flags")].toArray();
    if (result == QLatin1String("type") && flags == QJsonArray{QStringLiteral("daddr")})
        return Field::DestinationType;
    if (result == QLatin1String("oif") && flags.contains(QStringLiteral("saddr")) &&
        flags.contains(QStringLiteral("iif")))
        return Field::ReturnRoute;
    return Field::Other;
}

NftField simpleField(const QJsonObject& left)
{
    if (left.contains(QLatin1String("meta"))) {
        const QString key = left.value(QLatin1String("meta"))[QLatin1String("key")].toString();
        return {metaFields().value(key, Field::Other), {}, {}};
    }
    if (left.contains(QLatin1String("payload")))
        return payloadField(left.value(QLatin1String("payload")).toObject());
    if (left.contains(QLatin1String("ct"))) {
        const QString key = left.value(QLatin1String("ct"))[QLatin1String("key")].toString();
        if (key == QLatin1String("state"))
            return {Field::ConnectionState, {}, {}};
        if (key == QLatin1String("direction"))
            return {Field::ConnectionDirection, {}, {}};
        return {key == QLatin1String("mark") ? Field::Mark : Field::Other, {}, {}};
    }
    if (left.contains(QLatin1String("fib"))) {
        return {fibField(left.value(QLatin1String("fib"))), {}, {}};
    }
    return {left.contains(QLatin1String("numgen")) ? Field::Random : Field::Other, {}, {}};
}

std::optional<quint64> wordNumber(const QJsonValue& value, Field field)
{
    if (value.isDouble()) {
        const qint64 number = value.toInteger(-1);
        return number >= 0 ? std::optional(quint64(number)) : std::nullopt;
    }
    if (value.isBool())
        return value.toBool() ? 1 : 0;
    if (!value.isString())
        return std::nullopt;
    const auto& names = namesOf(field);
    const auto known = names.constFind(value.toString());
    if (known != names.constEnd())
        return *known;
    bool valid = false;
    const quint64 number = value.toString().toULongLong(&valid, 0);
    return valid ? std::optional(number) : std::nullopt;
}

// A number, or the bits of several words.
std::optional<quint64> bits(const QJsonValue& value, Field field)
{
    if (value.isObject() && value.toObject().contains(QLatin1String("|"))) {
        quint64 all = 0;
        for (const auto& one : value[QLatin1String("|")].toArray()) {
            const auto number = bits(one, field);
            if (!number)
                return std::nullopt;
            all |= *number;
        }
        return all;
    }
    if (!value.isArray())
        return wordNumber(value, field);
    quint64 all = 0;
    for (const auto& one : value.toArray()) {
        const auto number = wordNumber(one, field);
        if (!number)
            return std::nullopt;
        all |= *number;
    }
    return all;
}

std::optional<QByteArray> scalar(const QJsonValue& value, Field field)
{
    if (isAddress(field)) {
        QHostAddress address;
        if (!value.isString() || !address.setAddress(value.toString()))
            return std::nullopt;
        return bytesOf(address);
    }
    const auto number = bits(value, field);
    return number ? std::optional(bytesOf(*number)) : std::nullopt;
}

std::optional<Interval> interval(const QJsonValue& value, Field field)
{
    if (value.isString() && value.toString() == QLatin1String("*"))
        return Interval{{}, QByteArray(32, '\xff')}; // what matches where nothing else does
    if (isInterface(field) && value.isString())
        return nameInterval(value.toString(), QLatin1Char('*'));
    const QJsonObject object = value.toObject();
    if (object.contains(QLatin1String("prefix"))) {
        const QJsonValue parts = object.value(QLatin1String("prefix"));
        QHostAddress address;
        if (!isAddress(field) || !address.setAddress(parts[QLatin1String("addr")].toString()))
            return std::nullopt;
        return prefix(address, parts[QLatin1String("len")].toInt(-1));
    }
    if (object.contains(QLatin1String("range"))) {
        const QJsonArray ends = object.value(QLatin1String("range")).toArray();
        const auto low = scalar(ends.at(0), field);
        const auto high = scalar(ends.at(1), field);
        return low && high ? std::optional(Interval{*low, *high}) : std::nullopt;
    }
    const auto bytes = scalar(value, field);
    return bytes ? std::optional(Interval{*bytes, *bytes}) : std::nullopt;
}

Value fieldValue(const NftField& field, const Packet& packet, const Traits& traits)
{
    if (field.only && *field.only != packet.transport)
        return {Value::State::Absent, {}};
    Value value = read(field.field, packet, traits);
    if (field.mask && value.state == Value::State::Known)
        value.bytes = bytesOf(numberOf(value.bytes) & *field.mask);
    return value;
}

Match matchElement(const QList<Value>& values, const NftElement& element)
{
    Match all = Match::Yes;
    for (qsizetype i = 0; i < values.size(); ++i)
        all = both(all, matchValue(values[i], {element[i]}, false));
    return all;
}

QList<Value> valuesOf(const QList<NftField>& key, const Packet& packet, const Traits& traits)
{
    QList<Value> values;
    for (const NftField& field : key)
        values.append(fieldValue(field, packet, traits));
    return values;
}

Match negate(Match match)
{
    if (match == Match::Yes)
        return Match::No;
    return match == Match::No ? Match::Yes : match;
}

// Whether the key is in the set, whose elements are partly not understood when !complete.
Test membership(const QList<NftField>& key, const QList<NftElement>& elements, bool complete,
                bool negated)
{
    return [=](const Packet& packet, const Traits& traits) {
        const QList<Value> values = valuesOf(key, packet, traits);
        for (const Value& value : values)
            if (value.state == Value::State::Absent)
                return Match::No;
        Match best = complete ? Match::No : Match::Unknown;
        for (const NftElement& element : elements) {
            const Match one = matchElement(values, element);
            if (one == Match::Yes)
                return negated ? Match::No : Match::Yes;
            if (one == Match::Unknown || best == Match::No)
                best = one;
        }
        return negated ? negate(best) : best;
    };
}

Test comparison(const NftField& field, const QString& op, const QByteArray& bound)
{
    return [=](const Packet& packet, const Traits& traits) {
        const Value value = fieldValue(field, packet, traits);
        if (value.state != Value::State::Known)
            return matchValue(value, {}, false);
        const QByteArray& bytes = value.bytes;
        const bool holds = op == QLatin1String("<")    ? bytes < bound
                           : op == QLatin1String("<=") ? bytes <= bound
                           : op == QLatin1String(">")  ? bytes > bound
                                                       : bytes >= bound;
        return holds ? Match::Yes : Match::No;
    };
}

Test anyBit(const NftField& field, quint64 wanted)
{
    return [=](const Packet& packet, const Traits& traits) {
        const Value value = fieldValue(field, packet, traits);
        if (value.state != Value::State::Known)
            return matchValue(value, {}, false);
        return (numberOf(value.bytes) & wanted) != 0 ? Match::Yes : Match::No;
    };
}

} // namespace

Test always(Match match)
{
    return [match](const Packet&, const Traits&) { return match; };
}

QList<NftField> nftKey(const QJsonValue& left)
{
    const QJsonObject object = left.toObject();
    if (object.contains(QLatin1String("concat"))) {
        QList<NftField> key;
        for (const auto& part : object.value(QLatin1String("concat")).toArray())
            key.append(simpleField(part.toObject()));
        return key.isEmpty() ? QList<NftField>{{}} : key;
    }
    if (object.contains(QLatin1String("&"))) {
        const QJsonArray sides = object.value(QLatin1String("&")).toArray();
        NftField field = simpleField(sides.at(0).toObject());
        const auto mask = bits(sides.at(1), field.field);
        if (!mask || isAddress(field.field) || isInterface(field.field))
            return {{}};
        field.mask = mask;
        return {field};
    }
    return {simpleField(object)};
}

std::optional<NftElement> nftElement(const QJsonValue& element, const QList<NftField>& key)
{
    const QJsonObject object = element.toObject();
    // An element with a time-out, a counter or a comment is wrapped.
    if (object.contains(QLatin1String("elem")))
        return nftElement(object.value(QLatin1String("elem"))[QLatin1String("val")], key);
    QJsonArray parts{element};
    if (object.contains(QLatin1String("concat")))
        parts = object.value(QLatin1String("concat")).toArray();
    const bool rest = element.isString() && element.toString() == QLatin1String("*");
    if (!rest && parts.size() != key.size())
        return std::nullopt;
    NftElement intervals;
    for (qsizetype i = 0; i < key.size(); ++i) {
        const auto one = interval(rest ? element : parts.at(i), key[i].field);
        if (!one)
            return std::nullopt;
        intervals.append(*one);
    }
    return intervals;
}

Test nftKeyTest(const QList<NftField>& key, const QJsonValue& element)
{
    const auto intervals = nftElement(element, key);
    return intervals ? membership(key, {*intervals}, true, false) : always(Match::Unknown);
}

Test nftMatch(const QJsonObject& match, const NftSets& sets, const QString& table)
{
    const QList<NftField> key = nftKey(match.value(QLatin1String("left")));
    const QJsonValue right = match.value(QLatin1String("right"));
    const QString op = match.value(QLatin1String("op")).toString();
    const bool set = right.isObject() && right.toObject().contains(QLatin1String("set"));
    const bool named = right.isString() && right.toString().startsWith(QLatin1Char('@'));
    if (op.startsWith(QLatin1Char('<')) || op.startsWith(QLatin1Char('>'))) {
        if (key.size() == 1 && key[0].field == Field::Random)
            return always(Match::Chance);
        const auto bound = scalar(right, key[0].field);
        return key.size() == 1 && bound ? comparison(key[0], op, *bound) : always(Match::Unknown);
    }
    if (op == QLatin1String("in") && !set && !named && key.size() == 1) {
        const auto wanted = bits(right, key[0].field);
        return wanted ? anyBit(key[0], *wanted) : always(Match::Unknown);
    }
    if (op != QLatin1String("==") && op != QLatin1String("!=") && op != QLatin1String("in"))
        return always(Match::Unknown);
    QJsonArray raw{right};
    if (set)
        raw = right[QLatin1String("set")].toArray();
    if (named) {
        const auto found = sets.constFind(table + QLatin1Char(' ') + right.toString().mid(1));
        if (found == sets.constEnd())
            return always(Match::Unknown);
        raw = *found;
    }
    QList<NftElement> elements;
    bool complete = true;
    for (const auto& one : raw) {
        if (auto element = nftElement(one, key))
            elements.append(std::move(*element));
        else
            complete = false;
    }
    return membership(key, elements, complete, op == QLatin1String("!="));
}

} // namespace reconnect::firewall
