#include "platform/linux/firewall/allow/iptables_tool.h"

#include "platform/linux/firewall/allow/pass_words.h"
#include "platform/linux/firewall/iptables_rule.h"
#include "platform/linux/firewall/questions.h"

#include <QMap>

namespace reconnect::firewall {
namespace {

using Kind = Transcript::Tool;

constexpr int readMs = 2500;
constexpr int writeMs = 6000; // of which it may wait 3 s for another to let go of the rules
constexpr qint64 maxListing = 8 << 20;

struct Named {
    Kind tool;
    const char* name;
};
constexpr Named kinds[] = {{Kind::IptablesNft, "iptables-nft"},
                           {Kind::IptablesLegacy, "iptables-legacy"},
                           {Kind::Ip6tablesNft, "ip6tables-nft"},
                           {Kind::Ip6tablesLegacy, "ip6tables-legacy"}};

QString nameOf(Kind tool)
{
    for (const Named& kind : kinds)
        if (kind.tool == tool)
            return QString::fromLatin1(kind.name);
    return {};
}

} // namespace

QList<OwnRule> iptablesRules(const QByteArray& save, const QString& kind, const QString& mark)
{
    QList<OwnRule> rules;
    QString table;
    for (const QByteArray& raw : save.split('\n')) {
        const QString line = QString::fromUtf8(raw).trimmed();
        if (line.startsWith(QLatin1Char('*')))
            table = line.mid(1);
        const QStringList words = iptablesWords(line);
        if (words.value(0) != QLatin1String("-A") || !hasMark(words, mark))
            continue;
        OwnRule rule;
        if (const auto pass = passFrom(words.mid(2), mark))
            rule = *pass;
        else
            rule.other = line;
        rule.tool = QStringLiteral("iptables");
        rule.place = QStringList{kind, table, words.value(1)}.join(QLatin1Char(' '));
        rules.append(rule);
    }
    return rules;
}

QByteArray iptablesLines(const QString& kind, const QString& mark, const QList<OwnRule>& gone,
                         const QList<OwnRule>& made)
{
    QMap<QString, QStringList> tables;
    const auto add = [&](const OwnRule& rule, const QString& verb) {
        const QStringList place = rule.place.split(QLatin1Char(' '));
        if (place.value(0) == kind)
            tables[place.value(1)].append(verb + QLatin1Char(' ') + place.value(2) +
                                          QLatin1Char(' ') +
                                          passWords(rule, mark).join(QLatin1Char(' ')));
    };
    for (const OwnRule& rule : gone)
        add(rule, QStringLiteral("-D"));
    for (const OwnRule& rule : made)
        add(rule, QStringLiteral("-I"));
    QString lines;
    for (auto table = tables.constBegin(); table != tables.constEnd(); ++table)
        lines += QLatin1Char('*') + table.key() + QLatin1Char('\n') +
                 table.value().join(QLatin1Char('\n')) + QStringLiteral("\nCOMMIT\n");
    return lines.toUtf8();
}

IptablesTool::IptablesTool(Tools& tools, QString root)
    : m_tools(tools)
    , m_root(std::move(root))
{
}

Result<QList<OwnRule>> IptablesTool::ours(const QString& id)
{
    QList<OwnRule> rules;
    bool any = false;
    for (const Named& kind : kinds) {
        const QString save = findIptables(kind.tool, QStringLiteral("-save"), m_root);
        if (save.isEmpty())
            continue;
        any = true;
        const auto printed = ask(m_tools, {save, {}, {}, readMs, maxListing});
        if (!printed)
            return tl::unexpected(printed.error());
        rules += iptablesRules(*printed, nameOf(kind.tool), markOf(id));
    }
    if (!any)
        return failure(ErrorCode::Unsupported, QStringLiteral("iptables"));
    return rules;
}

Result<QList<Opening>> IptablesTool::openingsFor(QList<Block>& blocks, const QString&)
{
    QList<Opening> openings;
    for (const Block& block : std::exchange(blocks, {})) {
        const QString kind = nameOf(block.tool);
        // "ip filter OUTPUT"
        const QString place = block.stop.base.section(QLatin1Char(' '), 1);
        if (kind.isEmpty())
            blocks.append(block);
        else
            addOnce(openings,
                    openingFor(block, name(), kind + QLatin1Char(' ') + place, block.stop.base));
    }
    return openings;
}

Result<void> IptablesTool::change(const QString& id, const QList<OwnRule>& gone,
                                  const QList<OwnRule>& made)
{
    for (const Named& kind : kinds) {
        const QByteArray lines = iptablesLines(nameOf(kind.tool), markOf(id), gone, made);
        if (lines.isEmpty())
            continue;
        const auto done =
            ask(m_tools, {findIptables(kind.tool, QStringLiteral("-restore"), m_root),
                          {QStringLiteral("--noflush"), QStringLiteral("-w"), QStringLiteral("3")},
                          lines,
                          writeMs,
                          maxListing});
        if (!done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace reconnect::firewall
