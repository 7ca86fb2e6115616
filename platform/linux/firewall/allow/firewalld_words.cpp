#include "platform/linux/firewall/allow/firewalld_words.h"

#include "platform/linux/firewall/iptables_parser.h"
#include "platform/linux/firewall/iptables_rule.h"
#include "platform/linux/firewall/walker.h"

#include <algorithm>

namespace reconnect::firewall {
namespace {

constexpr int lowestPriority = -32768;
constexpr int priorities = 1000;

QString word(const char* text)
{
    return QString::fromLatin1(text);
}

// 'address="203.0.113.5"' gives 203.0.113.5.
QString valueOf(const QStringList& words, const char* name)
{
    const QString start = QString::fromLatin1(name) + word("=\"");
    for (const QString& one : words)
        if (one.startsWith(start) && one.endsWith(QLatin1Char('"')))
            return one.mid(start.size()).chopped(1);
    return {};
}

bool isIpv6(const QString& ipv)
{
    return ipv == word("ipv6");
}

} // namespace

int priorityOf(const QString& id)
{
    quint32 sum = 0;
    for (const QChar letter : id)
        sum = sum * 31 + letter.unicode();
    return lowestPriority + int(sum % priorities);
}

QString richRule(const OwnRule& rule, const QString& id)
{
    const bool ipv6 = rule.address.protocol() == QAbstractSocket::IPv6Protocol;
    return QStringLiteral("rule priority=\"%1\" family=\"%2\" destination address=\"%3\" "
                          "port port=\"%4\" protocol=\"%5\" accept")
        .arg(QString::number(priorityOf(id)), ipv6 ? word("ipv6") : word("ipv4"),
             rule.address.toString(), rule.ports,
             rule.transport == Transport::Tcp ? word("tcp") : word("udp"));
}

std::optional<OwnRule> ruleFromRich(const QString& text, const QString& id)
{
    QStringList words = text.trimmed().split(QLatin1Char(' '));
    OwnRule rule;
    rule.address.setAddress(valueOf(words, "address"));
    rule.ports = valueOf(words, "port");
    rule.transport = valueOf(words, "protocol") == word("tcp") ? Transport::Tcp : Transport::Udp;
    QStringList wanted = richRule(rule, id).split(QLatin1Char(' '));
    words.sort();
    wanted.sort();
    return words == wanted ? std::optional(rule) : std::nullopt;
}

QList<Policy> policiesFrom(const QByteArray& listed)
{
    QList<Policy> policies;
    for (const QByteArray& raw : listed.split('\n')) {
        const QString line = QString::fromUtf8(raw);
        if (!line.isEmpty() && !line.front().isSpace())
            policies.append({line.section(QLatin1Char(' '), 0, 0), {}});
        else if (!policies.isEmpty() && line.trimmed().startsWith(word("rule ")))
            policies.last().richRules.append(line.trimmed());
    }
    return policies;
}

std::optional<PolicyChain> policyOf(const QString& chain, const QList<Policy>& policies)
{
    const QString table = chain.section(QLatin1Char(' '), 0, 1);
    const QString name = chain.section(QLatin1Char(' '), 2);
    const QString start =
        table == word("inet firewalld") ? word("filter_OUT_policy_") : word("OUT_");
    if (!name.startsWith(start) ||
        !(start == word("filter_OUT_policy_") || table.endsWith(word(" filter"))))
        return std::nullopt;
    for (const Policy& policy : policies) {
        const QString whole = start + policy.name;
        for (const char* ending : {"", "_pre", "_log", "_deny", "_allow", "_post"})
            if (name == whole + QLatin1String(ending))
                return PolicyChain{policy.name, table + QLatin1Char(' ') + whole + word("_pre")};
    }
    return std::nullopt;
}

QList<DirectRule> directRulesFrom(const QByteArray& listed)
{
    QList<DirectRule> rules;
    for (const QByteArray& raw : listed.split('\n')) {
        const QString line = QString::fromUtf8(raw).trimmed();
        const QStringList words = iptablesWords(line);
        constexpr int matchesAt = 4;
        if (words.size() > matchesAt)
            rules.append({isIpv6(words[0]), words[1], words[2], words.mid(matchesAt),
                          line.section(QLatin1Char(' '), matchesAt)});
    }
    return rules;
}

QList<DirectRule> passthroughsFrom(const QByteArray& listed)
{
    QList<DirectRule> rules;
    for (const QByteArray& raw : listed.split('\n')) {
        QStringList words = iptablesWords(QString::fromUtf8(raw).trimmed());
        DirectRule rule;
        rule.ipv6 = isIpv6(words.value(0));
        rule.table = word("filter");
        if (words.value(1) == word("-t"))
            rule.table = words.value(2);
        words = words.mid(words.value(1) == word("-t") ? 3 : 1);
        if (words.value(0) != word("-I") && words.value(0) != word("-A"))
            continue;
        rule.chain = words.value(1);
        bool isNumber = false;
        words.value(2).toInt(&isNumber);
        rule.words = words.mid(isNumber ? 3 : 2);
        rule.text = rule.words.join(QLatin1Char(' '));
        rules.append(rule);
    }
    return rules;
}

bool stopIt(const QList<DirectRule>& rules, const QString& table, const Packet& packet)
{
    QStringList chains;
    QString body;
    for (const DirectRule& rule : rules) {
        if (rule.table != table || rule.ipv6 != packet.ipv6)
            continue;
        // The older back end has chains of its own for these.
        QString chain = rule.chain;
        if (chain.endsWith(word("_direct")))
            chain.chop(int(qstrlen("_direct")));
        if (!chains.contains(chain))
            chains.append(chain);
        body += QStringLiteral("-A %1 %2\n").arg(chain, rule.text);
    }
    QString save = QLatin1Char('*') + table + QLatin1Char('\n');
    for (const QString& chain : chains)
        save += QStringLiteral(":%1 %2 [0:0]\n")
                    .arg(chain, chain.toUpper() == chain ? word("ACCEPT") : word("-"));
    const auto tables = parseIptables((save + body + word("COMMIT\n")).toUtf8(), packet.ipv6);
    return tables && !stopsOf(packet, tables->ruleset).isEmpty();
}

} // namespace reconnect::firewall
