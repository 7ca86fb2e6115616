#include "platform/macos/firewall/pf_opening.h"

#include "core/tr.h"

#include <QJsonArray>

namespace reconnect::macos::firewall {
namespace {

constexpr int loadMs = 10000;

const QString rulesKey = QStringLiteral("rules");

// One of ours: "tcp 203.0.113.5 8801-8802".
QString nameOf(Transport transport, const QHostAddress& address, int first, int last)
{
    return QStringLiteral("%1 %2 %3-%4")
        .arg(transport == Transport::Tcp ? QStringLiteral("tcp") : QStringLiteral("udp"),
             address.toString(), QString::number(first), QString::number(last));
}

// How a rule that is read is named; its own words where it is none that we would make.
QString nameOf(const PfRule& rule)
{
    const bool isOne = rule.kind == PfRule::Kind::Pass && rule.quick && !rule.incoming &&
                       !rule.conditions && !rule.user && !rule.notTo && rule.transport &&
                       !rule.to.isNull() && rule.ports && !rule.ports->outside &&
                       rule.toBits == (rule.family == 6 ? 128 : 32);
    return isOne ? nameOf(*rule.transport, rule.to, rule.ports->first, rule.ports->last)
                 : QStringLiteral("? ") + rule.text.left(200);
}

// In pf's own words; empty for what nameOf can't have made.
QString ruleNamed(const QString& name)
{
    const QStringList parts = name.split(QLatin1Char(' '));
    const QHostAddress address(parts.value(1));
    const QStringList ports = parts.value(2).split(QLatin1Char('-'));
    const bool isTcp = parts.value(0) == QLatin1String("tcp");
    if (parts.size() != 3 || ports.size() != 2 || address.isNull() ||
        (!isTcp && parts[0] != QLatin1String("udp")))
        return {};
    bool isFirst = false;
    bool isLast = false;
    const quint16 first = ports[0].toUShort(&isFirst);
    const quint16 last = ports[1].toUShort(&isLast);
    if (!isFirst || !isLast ||
        nameOf(isTcp ? Transport::Tcp : Transport::Udp, address, first, last) != name)
        return {};
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return QStringLiteral("pass out quick %1 proto %2 from any to %3 port %4 keep state")
        .arg(isIpv6 ? QStringLiteral("inet6") : QStringLiteral("inet"), parts[0],
             address.toString(),
             first == last ? QString::number(first) : QStringLiteral("%1:%2").arg(first).arg(last));
}

QStringList allNames(const AllowZoom& change)
{
    QStringList names;
    for (const QHostAddress& address : change.addresses) {
        for (const PortRange& range : zoomTcpPorts())
            names.append(nameOf(Transport::Tcp, address, range.first, range.last));
        for (const PortRange& range : zoomUdpPorts())
            names.append(nameOf(Transport::Udp, address, range.first, range.last));
    }
    return names;
}

QStringList namesIn(const State& state)
{
    QStringList names;
    for (const QJsonValue name : state.value(rulesKey).toArray())
        names.append(name.toString());
    return names;
}

State stateOf(const QStringList& names)
{
    return {{rulesKey, QJsonArray::fromStringList(names)}};
}

QByteArray textOf(const QStringList& names)
{
    QByteArray text;
    for (const QString& name : names)
        text += ruleNamed(name).toUtf8() + '\n';
    return text;
}

// The packets that a client may send, judged: the first rule that stops one for sure, or null.
const PfRule* stopping(const AllowZoom& change, const std::optional<quint32>& user,
                       const PfRuleset& rules)
{
    const auto stops = [&](Transport transport, const QHostAddress& address,
                           const QList<PortRange>& ranges) -> const PfRule* {
        for (const PortRange& range : ranges)
            for (int port = range.first; port <= range.last; ++port) {
                const PfFate fate = pfFateOf({transport, address, quint16(port)}, user, rules);
                if (fate.kind == PfFate::Kind::Stopped)
                    return fate.rule;
            }
        return nullptr;
    };
    for (const QHostAddress& address : change.addresses) {
        if (const PfRule* rule = stops(Transport::Tcp, address, zoomTcpPorts()))
            return rule;
        if (const PfRule* rule = stops(Transport::Udp, address, zoomUdpPorts()))
            return rule;
    }
    return nullptr;
}

} // namespace

PfOpening::PfOpening(Tools& tools, std::optional<quint32> user)
    : m_tools(tools)
    , m_user(user)
{
}

QString PfOpening::anchorOf(const QString& id)
{
    return QStringLiteral("com.apple/reconnect2026-") + id;
}

bool PfOpening::serves(const Change& change) const
{
    const auto* allow = std::get_if<AllowZoom>(&change);
    return allow && allow->product == QLatin1String("pf");
}

Result<PfRuleset> PfOpening::rules()
{
    PfAnswers answers;
    answers.info = m_tools.run(askPfState());
    answers.rules = m_tools.run(askPfRules());
    answers.names = m_tools.run(askPfAnchors());
    for (const QString& anchor : anchorsToAsk(answers))
        answers.anchors.insert(anchor, m_tools.run(askPfRules(anchor)));
    return pfRulesetFrom(answers);
}

// Also where pf is off by now: its rules stay where they are.
Result<State> PfOpening::read(const Change&, const QString& id)
{
    const QString anchor = anchorOf(id);
    const auto names = printedBy(m_tools.run(askPfAnchors())).and_then(pfAnchorsFrom);
    if (!names)
        return tl::unexpected(names.error());
    if (!names->contains(anchor))
        return stateOf({});
    const auto ours =
        printedBy(m_tools.run(askPfRules(anchor))).and_then([&anchor](const QByteArray& listing) {
            return pfRulesFrom(listing, anchor);
        });
    if (!ours)
        return tl::unexpected(ours.error());
    QStringList own;
    for (const PfRule& rule : *ours)
        own.append(nameOf(rule));
    return stateOf(own);
}

Result<State> PfOpening::goal(const Change& change, const QString& id, const State& now)
{
    if (!namesIn(now).isEmpty())
        return now; // an entry opens its way once
    const auto& allow = std::get<AllowZoom>(change);
    const auto all = rules();
    if (!all)
        return tl::unexpected(all.error());
    if (!stopping(allow, m_user, *all))
        return now;
    // As it would be.
    const QStringList names = allNames(allow);
    const auto ours = pfRulesFrom(textOf(names), anchorOf(id));
    if (!ours)
        return tl::unexpected(ours.error());
    PfRuleset then = *all;
    then.insert(anchorOf(id), *ours);
    if (const PfRule* rule = stopping(allow, m_user, then))
        return failure(ErrorCode::Unsupported,
                       tr("A rule of the packet filter stops Zoom before any other is asked: %1. "
                          "Whoever set it has to change it.")
                           .arg(rule->text.left(200)));
    return stateOf(names);
}

Result<void> PfOpening::put(const Change& change, const QString& id, const State& from,
                            const State& to)
{
    const auto now = read(change, id);
    if (!now)
        return tl::unexpected(now.error());
    if (*now == to)
        return {};
    if (*now != from)
        return failure(ErrorCode::Conflict);
    const QStringList names = namesIn(to);
    const QStringList own = allNames(std::get<AllowZoom>(change));
    for (const QString& name : names)
        if (!own.contains(name))
            return failure(ErrorCode::Malformed, name.left(200));
    Command command;
    command.program = QStringLiteral("/sbin/pfctl");
    command.arguments = QStringList{QStringLiteral("-a"), anchorOf(id)};
    if (names.isEmpty()) {
        command.arguments += {QStringLiteral("-F"), QStringLiteral("rules")};
    } else {
        // All of an anchor is replaced in one step.
        command.arguments += {QStringLiteral("-f"), QStringLiteral("-")};
        command.input = textOf(names);
    }
    command.timeoutMs = loadMs;
    const auto output = m_tools.run(command);
    if (!output)
        return tl::unexpected(output.error());
    const auto after = read(change, id);
    if (!after)
        return tl::unexpected(after.error());
    return *after == to
               ? Result<void>()
               : failure(ErrorCode::Failed, QString::fromUtf8(output->err.left(200)).simplified());
}

} // namespace reconnect::macos::firewall
