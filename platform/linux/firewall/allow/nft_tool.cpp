#include "platform/linux/firewall/allow/nft_tool.h"

#include "platform/linux/firewall/questions.h"

#include <QJsonDocument>

namespace reconnect::firewall {
namespace {

constexpr int readMs = 2500;
constexpr int writeMs = 5000;
constexpr qint64 maxListing = 8 << 20;

QString key(const char* name)
{
    return QString::fromLatin1(name);
}

QJsonObject matching(const QString& protocol, const QString& field, const QJsonValue& right)
{
    const QJsonObject payload{{key("protocol"), protocol}, {key("field"), field}};
    return {{key("match"), QJsonObject{{key("op"), key("==")},
                                       {key("left"), QJsonObject{{key("payload"), payload}}},
                                       {key("right"), right}}}};
}

QJsonArray expressions(const OwnRule& rule)
{
    const bool ipv6 = rule.address.protocol() == QAbstractSocket::IPv6Protocol;
    QJsonArray ports;
    for (const PortRange& range : portsFrom(rule.ports)) {
        if (range.first == range.last)
            ports.append(range.first);
        else
            ports.append(QJsonObject{{key("range"), QJsonArray{range.first, range.last}}});
    }
    return {matching(ipv6 ? key("ip6") : key("ip"), key("daddr"), rule.address.toString()),
            matching(rule.transport == Transport::Tcp ? key("tcp") : key("udp"), key("dport"),
                     QJsonObject{{key("set"), ports}}),
            QJsonObject{{key("accept"), QJsonValue()}}};
}

// What expressions() makes; anything else is not ours to understand.
OwnRule ruleFrom(const QJsonArray& expr)
{
    const QJsonValue address = expr.at(0)[key("match")];
    const QJsonValue ports = expr.at(1)[key("match")];
    OwnRule rule;
    rule.address.setAddress(address[key("right")].toString());
    const QString protocol = ports[key("left")][key("payload")][key("protocol")].toString();
    rule.transport = protocol == key("tcp") ? Transport::Tcp : Transport::Udp;
    QList<PortRange> ranges;
    for (const QJsonValue one : ports[key("right")][key("set")].toArray()) {
        const QJsonArray ends = one[key("range")].toArray();
        const int first = one.isDouble() ? one.toInt() : ends.at(0).toInt();
        const int last = one.isDouble() ? first : ends.at(1).toInt();
        ranges.append({quint16(first), quint16(last)});
    }
    rule.ports = portsText(ranges);
    if (expressions(rule) == expr)
        return rule;
    OwnRule other;
    other.other = QString::fromUtf8(QJsonDocument(expr).toJson(QJsonDocument::Compact));
    return other;
}

} // namespace

NftTool::NftTool(Tools& tools, QString root)
    : m_tools(tools)
    , m_root(std::move(root))
{
}

Result<QList<OwnRule>> nftRules(const QByteArray& json, const QString& mark)
{
    const QJsonValue objects = QJsonDocument::fromJson(json).object().value(key("nftables"));
    if (!objects.isArray())
        return failure(ErrorCode::Malformed, QStringLiteral("no list of nftables objects"));
    QList<OwnRule> rules;
    for (const QJsonValue one : objects.toArray()) {
        const QJsonValue object = one[key("rule")];
        if (object[key("comment")].toString() != mark)
            continue;
        OwnRule rule = ruleFrom(object[key("expr")].toArray());
        rule.tool = QStringLiteral("nftables");
        rule.place = QStringList{object[key("family")].toString(), object[key("table")].toString(),
                                 object[key("chain")].toString()}
                         .join(QLatin1Char(' '));
        rule.handle = object[key("handle")].toInteger();
        rules.append(rule);
    }
    return rules;
}

QByteArray nftTransaction(const QString& mark, const QList<OwnRule>& gone,
                          const QList<OwnRule>& made)
{
    const auto placed = [](const OwnRule& rule) {
        const QStringList place = rule.place.split(QLatin1Char(' '));
        return QJsonObject{{key("family"), place.value(0)},
                           {key("table"), place.value(1)},
                           {key("chain"), place.value(2)}};
    };
    QJsonArray commands;
    const auto add = [&](const char* verb, const QJsonObject& rule) {
        commands.append(QJsonObject{{key(verb), QJsonObject{{key("rule"), rule}}}});
    };
    for (const OwnRule& rule : gone) {
        QJsonObject object = placed(rule);
        object.insert(key("handle"), rule.handle);
        add("delete", object);
    }
    for (const OwnRule& rule : made) {
        QJsonObject object = placed(rule);
        object.insert(key("comment"), mark);
        object.insert(key("expr"), expressions(rule));
        add("insert", object);
    }
    return QJsonDocument(QJsonObject{{key("nftables"), commands}}).toJson(QJsonDocument::Compact);
}

Result<QList<OwnRule>> NftTool::ours(const QString& id)
{
    const QString nft = findTool(QStringLiteral("nft"), m_root);
    if (nft.isEmpty())
        return failure(ErrorCode::Unsupported, QStringLiteral("nft"));
    const auto listing =
        ask(m_tools, {nft, {key("-j"), key("list"), key("ruleset")}, {}, readMs, maxListing});
    if (!listing)
        return tl::unexpected(listing.error());
    return nftRules(*listing, markOf(id));
}

Result<QList<Opening>> NftTool::openingsFor(QList<Block>& blocks, const QString&)
{
    QList<Opening> openings;
    for (const Block& block : std::exchange(blocks, {})) {
        // Two spaces and no more: a name with a space in it was made by another program than nft,
        // and can't be told from its neighbour.
        const bool plain = block.stop.base.count(QLatin1Char(' ')) == 2;
        if (block.tool != Transcript::Tool::Nft || !plain)
            blocks.append(block);
        else
            addOnce(openings, openingFor(block, name(), block.stop.base, block.stop.base));
    }
    return openings;
}

Result<void> NftTool::change(const QString& id, const QList<OwnRule>& gone,
                             const QList<OwnRule>& made)
{
    if (gone.isEmpty() && made.isEmpty())
        return {};
    const QString nft = findTool(QStringLiteral("nft"), m_root);
    const auto done = ask(m_tools, {nft,
                                    {key("-j"), key("-f"), key("-")},
                                    nftTransaction(markOf(id), gone, made),
                                    writeMs,
                                    maxListing});
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

} // namespace reconnect::firewall
