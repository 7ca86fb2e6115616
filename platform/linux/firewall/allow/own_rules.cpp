#include "platform/linux/firewall/allow/own_rules.h"

#include <QJsonArray>

#include <algorithm>
#include <tuple>

namespace reconnect::firewall {
namespace {

const auto rulesKey = QLatin1String("rules");
const auto tcp = QLatin1String("tcp");
const auto udp = QLatin1String("udp");

auto parts(const OwnRule& rule)
{
    return std::make_tuple(rule.tool, rule.place, rule.transport, rule.address.toString(),
                           rule.ports, rule.other);
}

QJsonObject jsonOf(const OwnRule& rule)
{
    QJsonObject json{{QStringLiteral("tool"), rule.tool}, {QStringLiteral("place"), rule.place}};
    if (!rule.other.isEmpty()) {
        json.insert(QStringLiteral("other"), rule.other);
        return json;
    }
    json.insert(QStringLiteral("transport"), rule.transport == Transport::Tcp ? tcp : udp);
    json.insert(QStringLiteral("address"), rule.address.toString());
    json.insert(QStringLiteral("ports"), rule.ports);
    return json;
}

OwnRule ruleOf(const QJsonValue& json)
{
    OwnRule rule;
    rule.tool = json[QLatin1String("tool")].toString();
    rule.place = json[QLatin1String("place")].toString();
    rule.other = json[QLatin1String("other")].toString();
    if (!rule.other.isEmpty())
        return rule;
    const bool isUdp = json[QLatin1String("transport")].toString() == udp;
    rule.transport = isUdp ? Transport::Udp : Transport::Tcp;
    rule.address.setAddress(json[QLatin1String("address")].toString());
    rule.ports = json[QLatin1String("ports")].toString();
    return rule;
}

bool hasTwice(const QList<OwnRule>& rules)
{
    return std::any_of(rules.begin(), rules.end(),
                       [&](const OwnRule& rule) { return rules.count(rule) > 1; });
}

bool isIn(const PortRange& small, const QList<PortRange>& ranges)
{
    return std::any_of(ranges.begin(), ranges.end(), [&](const PortRange& range) {
        return range.first <= small.first && small.first <= small.last && small.last <= range.last;
    });
}

} // namespace

bool OwnRule::operator==(const OwnRule& rule) const
{
    return parts(*this) == parts(rule);
}

QString markOf(const QString& id)
{
    return QStringLiteral("reconnect2026:") + id;
}

QString portsText(const QList<PortRange>& ranges)
{
    QStringList texts;
    for (const PortRange& range : ranges)
        texts.append(range.first == range.last
                         ? QString::number(range.first)
                         : QStringLiteral("%1-%2").arg(range.first).arg(range.last));
    return texts.join(QLatin1Char(','));
}

QList<PortRange> portsFrom(const QString& text)
{
    QList<PortRange> ranges;
    for (const QString& part : text.split(QLatin1Char(','))) {
        const quint16 first = part.section(QLatin1Char('-'), 0, 0).toUShort();
        const quint16 last = part.section(QLatin1Char('-'), -1).toUShort();
        ranges.append({first, last});
    }
    return portsText(ranges) == text ? ranges : QList<PortRange>();
}

QList<PortRange> zoomPorts(Transport transport)
{
    return transport == Transport::Tcp ? zoomTcpPorts() : zoomUdpPorts();
}

State stateOf(QList<OwnRule> rules)
{
    std::sort(rules.begin(), rules.end(),
              [](const OwnRule& a, const OwnRule& b) { return parts(a) < parts(b); });
    QJsonArray array;
    for (const OwnRule& rule : rules)
        array.append(jsonOf(rule));
    return {{rulesKey, array}};
}

Result<QList<OwnRule>> rulesOf(const State& state)
{
    QList<OwnRule> rules;
    for (const QJsonValue json : state.value(rulesKey).toArray())
        rules.append(ruleOf(json));
    if (stateOf(rules) != state)
        return failure(ErrorCode::Malformed, QStringLiteral("not a state of firewall rules"));
    return rules;
}

QList<OwnRule> without(const QList<OwnRule>& rules, const QList<OwnRule>& others)
{
    QList<OwnRule> rest;
    for (const OwnRule& rule : rules)
        if (!others.contains(rule))
            rest.append(rule);
    return rest;
}

bool isBetween(const QList<OwnRule>& before, const QList<OwnRule>& after, const QList<OwnRule>& now)
{
    const QList<OwnRule> both = without(before, without(before, after));
    return without(both, now).isEmpty() && without(now, before + after).isEmpty() && !hasTwice(now);
}

bool isWithin(const OwnRule& rule, const AllowZoom& change)
{
    const QList<PortRange> ports = portsFrom(rule.ports);
    const QList<PortRange> allowed = zoomPorts(rule.transport);
    return rule.other.isEmpty() && change.addresses.contains(rule.address) && !ports.isEmpty() &&
           std::all_of(ports.begin(), ports.end(),
                       [&](const PortRange& range) { return isIn(range, allowed); });
}

} // namespace reconnect::firewall
