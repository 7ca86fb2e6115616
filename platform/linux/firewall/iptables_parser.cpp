#include "platform/linux/firewall/iptables_parser.h"

#include "platform/linux/firewall/iptables_rule.h"

namespace reconnect::firewall {
namespace {

constexpr int maxText = 200;

std::optional<Hook> hookOf(const QString& chain)
{
    if (chain == QLatin1String("PREROUTING"))
        return Hook::Prerouting;
    if (chain == QLatin1String("INPUT"))
        return Hook::Input;
    if (chain == QLatin1String("OUTPUT"))
        return Hook::Output;
    if (chain == QLatin1String("POSTROUTING"))
        return Hook::Postrouting;
    return std::nullopt;
}

// linux/netfilter_ipv4.h. NAT of the source comes after the filter, that of the destination before.
int priorityOf(const QString& table, Hook hook)
{
    if (table == QLatin1String("raw"))
        return -300;
    if (table == QLatin1String("mangle"))
        return -150;
    if (table == QLatin1String("nat"))
        return hook == Hook::Postrouting || hook == Hook::Input ? 100 : -100;
    return table == QLatin1String("security") ? 50 : 0;
}

// "ip filter OUT_strict_deny", where firewalld has its rules.
bool isPolicy(const Chain& chain, const QString& product)
{
    return product == QLatin1String("firewalld") &&
           chain.name.startsWith(chain.table + QLatin1String(" OUT_"));
}

QString productOf(const QString& chain)
{
    if (chain.startsWith(QLatin1String("ufw-")) || chain.startsWith(QLatin1String("ufw6-")))
        return QStringLiteral("ufw");
    // firewalld with its older iptables back end, and its direct rules.
    if (chain.endsWith(QLatin1String("_direct")) ||
        chain.startsWith(QLatin1String("OUTPUT_ZONES")) ||
        chain.startsWith(QLatin1String("INPUT_ZONES")))
        return QStringLiteral("firewalld");
    return QStringLiteral("iptables");
}

} // namespace

Result<IptablesTables> parseIptables(const QByteArray& save, bool ipv6)
{
    IptablesTables tables;
    QString table;
    QString product = QStringLiteral("iptables"); // whose the built-in chains of the table are
    Ruleset& ruleset = tables.ruleset;
    const QString family = ipv6 ? QStringLiteral("ip6 ") : QStringLiteral("ip ");
    for (const QByteArray& raw : save.split('\n')) {
        const QString line = QString::fromUtf8(raw).trimmed();
        if (line.startsWith(QLatin1Char('#'))) {
            tables.keptInNft = tables.keptInNft || line.contains(QLatin1String("(nf_tables)"));
            continue;
        }
        if (line.isEmpty())
            continue;
        if (line.startsWith(QLatin1Char('*'))) {
            table = family + line.mid(1);
            product = QStringLiteral("iptables");
            tables.tables.append(table);
            continue;
        }
        if (table.isEmpty())
            return failure(ErrorCode::Malformed, QStringLiteral("a line outside any table"));
        if (line == QLatin1String("COMMIT")) {
            for (Chain& chain : ruleset.chains)
                if (chain.table == table && (chain.base || isPolicy(chain, product)))
                    chain.product = product;
            table.clear();
            continue;
        }
        const QStringList words = iptablesWords(line);
        if (line.startsWith(QLatin1Char(':'))) {
            Chain chain;
            const QString name = words.first().mid(1);
            chain.table = table;
            chain.name = table + QLatin1Char(' ') + name;
            chain.family = ipv6 ? Family::Ipv6 : Family::Ipv4;
            chain.product = productOf(name);
            if (chain.product != QLatin1String("iptables"))
                product = chain.product;
            if (const auto hook = hookOf(name)) {
                Base base;
                base.hook = *hook;
                base.priority = priorityOf(table.section(QLatin1Char(' '), 1), *hook);
                base.denies = words.value(1) == QLatin1String("DROP");
                chain.base = base;
            }
            ruleset.chains.insert(chain.name, chain);
            continue;
        }
        // With -c, counters stand before the rule.
        const qsizetype start = words.first().startsWith(QLatin1Char('[')) ? 1 : 0;
        const auto chain = ruleset.chains.find(table + QLatin1Char(' ') + words.value(start + 1));
        if (words.value(start) != QLatin1String("-A") || chain == ruleset.chains.end())
            return failure(ErrorCode::Malformed, line.left(maxText));
        Rule rule = iptablesRule(words.mid(start + 2), ipv6, ruleset.traits);
        rule.text = line.left(maxText);
        chain->rules.append(rule);
    }
    if (!table.isEmpty())
        return failure(ErrorCode::Malformed, QStringLiteral("a table without an end"));
    return tables;
}

} // namespace reconnect::firewall
