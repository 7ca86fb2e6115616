#include "platform/windows/firewall/own_rules.h"

#include "platform/windows/firewall/value_lists.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace reconnect::windows_os::firewall {
namespace {

using Direction = FirewallRule::Direction;
using Action = FirewallRule::Action;

const auto ownKey = QLatin1String("rules");
const auto heldKey = QLatin1String("held");
const auto noteStart = QLatin1String("; turned off by Reconnect 2026: ");

QString word(const char* text)
{
    return QString::fromLatin1(text);
}

// As what shows the list says it, in English: the mark of a program, the same in all languages.
QString named(const char* what, const QString& id, int number)
{
    return QStringLiteral("%1 (Reconnect 2026, %2-%3)").arg(word(what), id).arg(number);
}

QString portsOf(int protocol)
{
    QStringList texts;
    for (const PortRange& range : protocol == tcpProtocol ? zoomTcpPorts() : zoomUdpPorts())
        texts.append(range.first == range.last
                         ? QString::number(range.first)
                         : QStringLiteral("%1-%2").arg(range.first).arg(range.last));
    return texts.join(QLatin1Char(','));
}

QJsonObject jsonOf(const FirewallRule& rule)
{
    return {
        {word("name"), rule.name},
        {word("description"), rule.description},
        {word("grouping"), rule.grouping},
        {word("application"), rule.application},
        {word("service"), rule.service},
        {word("protocol"), rule.protocol},
        {word("localPorts"), plainPorts(rule.localPorts)},
        {word("remotePorts"), plainPorts(rule.remotePorts)},
        {word("localAddresses"), plainAddresses(rule.localAddresses)},
        {word("remoteAddresses"), plainAddresses(rule.remoteAddresses)},
        {word("interfaceTypes"), rule.interfaceTypes.isEmpty() ? word("All") : rule.interfaceTypes},
        {word("limited"), rule.someInterfaces || rule.storeApp || rule.hasConditions},
        {word("inbound"), rule.direction == Direction::In},
        {word("block"), rule.action == Action::Block},
        {word("enabled"), rule.enabled},
        // NET_FW_PROFILE2_ALL has more bits than there are profiles.
        {word("profiles"), rule.profiles & allProfiles},
    };
}

FirewallRule ruleOf(const QJsonValue& json)
{
    const auto text = [&json](const char* key) { return json[QLatin1String(key)].toString(); };
    FirewallRule rule;
    rule.name = text("name");
    rule.description = text("description");
    rule.grouping = text("grouping");
    rule.application = text("application");
    rule.service = text("service");
    rule.protocol = json[QLatin1String("protocol")].toInt();
    rule.localPorts = text("localPorts");
    rule.remotePorts = text("remotePorts");
    rule.localAddresses = text("localAddresses");
    rule.remoteAddresses = text("remoteAddresses");
    rule.interfaceTypes = text("interfaceTypes");
    rule.hasConditions = json[QLatin1String("limited")].toBool();
    rule.direction = json[QLatin1String("inbound")].toBool() ? Direction::In : Direction::Out;
    rule.action = json[QLatin1String("block")].toBool() ? Action::Block : Action::Allow;
    rule.enabled = json[QLatin1String("enabled")].toBool();
    rule.profiles = json[QLatin1String("profiles")].toInt();
    return rule;
}

QJsonObject jsonOf(const HeldRule& rule)
{
    return {{word("fingerprint"), rule.fingerprint},
            {word("name"), rule.name},
            {word("enabled"), rule.enabled}};
}

State stateOf(const Parts& parts)
{
    const auto sorted = [](QList<QJsonObject> objects) {
        std::sort(objects.begin(), objects.end(), [](const QJsonObject& a, const QJsonObject& b) {
            return QJsonDocument(a).toJson() < QJsonDocument(b).toJson();
        });
        QJsonArray array;
        for (const QJsonObject& object : objects)
            array.append(object);
        return array;
    };
    QList<QJsonObject> own;
    for (const FirewallRule& rule : parts.own)
        own.append(jsonOf(rule));
    QList<QJsonObject> held;
    for (const HeldRule& rule : parts.held)
        held.append(jsonOf(rule));
    return {{ownKey, sorted(own)}, {heldKey, sorted(held)}};
}

bool isOwn(const FirewallRule& rule, const QString& id)
{
    const QString mark = markOf(id);
    return rule.origin == FirewallRule::Origin::Local &&
           (rule.description == mark || rule.description.startsWith(mark + QLatin1Char(';')));
}

bool hasRule(const QList<FirewallRule>& rules, const FirewallRule& rule)
{
    return std::any_of(rules.begin(), rules.end(), [&rule](const FirewallRule& other) {
        return jsonOf(other) == jsonOf(rule);
    });
}

bool hasHeld(const QList<HeldRule>& rules, const HeldRule& rule)
{
    return std::any_of(rules.begin(), rules.end(), [&rule](const HeldRule& other) {
        return other.fingerprint == rule.fingerprint && other.name == rule.name;
    });
}

} // namespace

QString markOf(const QString& id)
{
    return QStringLiteral("reconnect2026:") + id;
}

FirewallRule outgoingRule(const QString& id, int number, int protocol,
                          const QList<QHostAddress>& addresses, int profiles)
{
    QStringList texts;
    for (const QHostAddress& address : addresses)
        texts.append(address.toString());
    FirewallRule rule;
    rule.name = named("Zoom", id, number);
    rule.description = markOf(id) + word("; lets connections to Zoom's servers out");
    rule.protocol = protocol;
    rule.localPorts = word("*");
    rule.remotePorts = plainPorts(portsOf(protocol));
    rule.localAddresses = word("*");
    rule.remoteAddresses = plainAddresses(texts.join(QLatin1Char(',')));
    rule.interfaceTypes = word("All");
    rule.enabled = true;
    rule.profiles = profiles;
    return rule;
}

FirewallRule incomingRule(const QString& id, int number, const QString& program)
{
    FirewallRule rule;
    rule.name = named("Zoom Meetings", id, number);
    rule.description = markOf(id) + word("; the allowed app that Zoom's guide asks for");
    rule.application = program;
    rule.localPorts = word("*");
    rule.remotePorts = word("*");
    rule.localAddresses = word("*");
    rule.remoteAddresses = word("*");
    rule.interfaceTypes = word("All");
    rule.direction = Direction::In;
    rule.enabled = true;
    rule.profiles = privateProfile | publicProfile;
    return rule;
}

FirewallRule noteRule(const QString& id, const QStringList& fingerprints)
{
    FirewallRule rule = incomingRule(id, 0, {});
    rule.name = named("Rules turned off", id, 0);
    rule.description = markOf(id) + noteStart + fingerprints.join(QLatin1Char(' '));
    rule.direction = Direction::Out;
    rule.protocol = tcpProtocol;
    // Were it turned on by mistake, it would open nothing: nobody is there (RFC 5737, 863).
    rule.remotePorts = word("9");
    rule.remoteAddresses = word("192.0.2.1");
    rule.enabled = false;
    rule.profiles = allProfiles;
    return rule;
}

bool isNote(const FirewallRule& rule)
{
    return !fingerprintsIn(rule).isEmpty();
}

QStringList fingerprintsIn(const FirewallRule& note)
{
    static const QRegularExpression form(QStringLiteral("^[0-9a-f]{16}( [0-9a-f]{16})*$"));
    const qsizetype at = note.description.indexOf(noteStart);
    const QString list = at < 0 ? QString() : note.description.mid(at + noteStart.size());
    return form.match(list).hasMatch() ? list.split(QLatin1Char(' ')) : QStringList();
}

QString fingerprintOf(const FirewallRule& rule)
{
    QJsonObject json = jsonOf(rule);
    json.remove(QStringLiteral("enabled"));
    constexpr qsizetype digits = 16;
    return QString::fromLatin1(
        QCryptographicHash::hash(QJsonDocument(json).toJson(), QCryptographicHash::Sha256)
            .toHex()
            .left(digits));
}

Holdings holdingsOf(const FirewallPolicy& policy, const QString& id)
{
    Holdings holdings;
    QStringList wanted;
    for (const FirewallRule& rule : policy.rules) {
        if (!isOwn(rule, id))
            continue;
        holdings.own.append(rule);
        wanted += fingerprintsIn(rule);
    }
    if (wanted.isEmpty())
        return holdings;
    for (const FirewallRule& rule : policy.rules)
        if (rule.origin == FirewallRule::Origin::Local && wanted.contains(fingerprintOf(rule)))
            holdings.held.append(rule);
    return holdings;
}

State stateOf(const Holdings& holdings)
{
    Parts parts;
    parts.own = holdings.own;
    for (const FirewallRule& rule : holdings.held)
        parts.held.append({fingerprintOf(rule), rule.name, rule.enabled});
    return stateOf(parts);
}

Result<Parts> partsOf(const State& state)
{
    Parts parts;
    for (const QJsonValue json : state.value(ownKey).toArray())
        parts.own.append(ruleOf(json));
    for (const QJsonValue json : state.value(heldKey).toArray())
        parts.held.append({json[QLatin1String("fingerprint")].toString(),
                           json[QLatin1String("name")].toString(),
                           json[QLatin1String("enabled")].toBool()});
    if (stateOf(parts) != state)
        return failure(ErrorCode::Malformed, QStringLiteral("not a state of firewall rules"));
    return parts;
}

bool isBetween(const Parts& before, const Parts& after, const Parts& now)
{
    for (qsizetype at = 0; at < now.own.size(); ++at) {
        const FirewallRule& rule = now.own[at];
        if (!hasRule(before.own + after.own, rule) || hasRule(now.own.mid(at + 1), rule))
            return false;
    }
    for (const FirewallRule& rule : before.own)
        if (hasRule(after.own, rule) && !hasRule(now.own, rule))
            return false;
    // Without a note nothing is held, and what it held is not looked for.
    const bool noted = std::any_of(now.own.begin(), now.own.end(), isNote);
    const QList<HeldRule> known = before.held + after.held;
    for (const HeldRule& rule : known)
        if (noted && !hasHeld(now.held, rule))
            return false;
    return std::all_of(now.held.begin(), now.held.end(),
                       [&known](const HeldRule& rule) { return hasHeld(known, rule); });
}

bool isWithin(const FirewallRule& rule, const AllowZoom& change, const QString& id,
              const QStringList& programs)
{
    const auto same = [&rule](const FirewallRule& ours) { return jsonOf(ours) == jsonOf(rule); };
    if (isNote(rule))
        return same(noteRule(id, fingerprintsIn(rule)));
    static const QRegularExpression end(QStringLiteral("-([0-9]{1,3})\\)$"));
    const int number = end.match(rule.name).captured(1).toInt();
    if (rule.direction == Direction::In)
        return programs.contains(rule.application, Qt::CaseInsensitive) &&
               same(incomingRule(id, number, rule.application));
    return same(outgoingRule(id, number, rule.protocol, change.addresses, rule.profiles)) &&
           (rule.protocol == tcpProtocol || rule.protocol == udpProtocol);
}

} // namespace reconnect::windows_os::firewall
