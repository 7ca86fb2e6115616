#include "core/tr.h"
#include "platform/linux/firewall/allow/firewalld_tools.h"
#include "platform/linux/firewall/allow/firewalld_words.h"
#include "platform/linux/firewall/allow/pass_words.h"

namespace reconnect::firewall {
namespace {

using Config = FirewallCmd::Config;

QString word(const char* text)
{
    return QString::fromLatin1(text);
}

// Another than that of IptablesTool, which sees the same rules.
QString directMark(const QString& id)
{
    return markOf(id) + word(":firewalld");
}

// The lowest priority comes first.
QStringList words(const char* verb, const QString& mark, const OwnRule& rule)
{
    const bool ipv6 = rule.address.protocol() == QAbstractSocket::IPv6Protocol;
    // "direct filter OUTPUT"
    const QStringList chain = withoutConfig(rule.place).split(QLatin1Char(' ')).mid(1);
    return QStringList{word("--direct"), word(verb), ipv6 ? word("ipv6") : word("ipv4")} + chain +
           QStringList{word("-32768")} + passWords(rule, mark);
}

} // namespace

FirewalldDirect::FirewalldDirect(Tools& tools, const QString& root)
    : m_command(tools, root)
{
}

Result<QList<OwnRule>> FirewalldDirect::ours(const QString& id)
{
    const QString mark = directMark(id);
    QList<OwnRule> rules;
    for (const Config config : FirewallCmd::configs) {
        const auto listed = m_command.run(config, {word("--direct"), word("--get-all-rules")});
        if (!listed)
            return tl::unexpected(listed.error());
        for (const DirectRule& direct : directRulesFrom(*listed)) {
            if (!hasMark(direct.words, mark))
                continue;
            OwnRule rule;
            if (const auto pass = passFrom(direct.words, mark))
                rule = *pass;
            else
                rule.other = direct.text;
            rule.tool = name();
            rule.place =
                placeIn(config, QStringLiteral("direct %1 %2").arg(direct.table, direct.chain));
            rules.append(rule);
        }
    }
    return rules;
}

Result<QList<Opening>> FirewalldDirect::openingsFor(QList<Block>& blocks, const QString&)
{
    QList<Opening> openings;
    if (blocks.isEmpty())
        return openings;
    const auto listed = m_command.run(Config::Runtime, {word("--direct"), word("--get-all-rules")});
    const auto passed =
        m_command.run(Config::Runtime, {word("--direct"), word("--get-all-passthroughs")});
    if (!listed || !passed)
        return tl::unexpected(listed ? passed.error() : listed.error());
    const QList<DirectRule> rules = directRulesFrom(*listed);
    const QList<DirectRule> passthroughs = passthroughsFrom(*passed);
    for (const Block& block : std::exchange(blocks, {})) {
        // "ip filter OUTPUT"
        const QString table = block.stop.base.section(QLatin1Char(' '), 1, 1);
        const bool mayBe = block.tool != Transcript::Tool::Nft;
        if (mayBe && stopIt(passthroughs, table, block.sent.packet))
            return failure(ErrorCode::Unsupported,
                           tr("firewalld was given this rule as a passthrough, which can "
                              "only be changed by hand: %1")
                               .arg(block.stop.fate.rule));
        if (!mayBe || !stopIt(rules, table, block.sent.packet)) {
            blocks.append(block);
            continue;
        }
        const QString place = word("direct ") + block.stop.base.section(QLatin1Char(' '), 1);
        addOnce(openings, openingFor(block, name(), place, block.stop.base));
        addOnce(openings, openingFor(block, name(), placeIn(Config::Permanent, place), {}));
    }
    return openings;
}

Result<void> FirewalldDirect::change(const QString& id, const QList<OwnRule>& gone,
                                     const QList<OwnRule>& made)
{
    const auto all = [&](const char* verb, const QList<OwnRule>& rules) -> Result<void> {
        for (const OwnRule& rule : rules) {
            const auto done =
                m_command.run(configOf(rule.place), words(verb, directMark(id), rule));
            if (!done)
                return tl::unexpected(done.error());
        }
        return {};
    };
    if (const auto removed = all("--remove-rule", gone); !removed)
        return removed;
    return all("--add-rule", made);
}

} // namespace reconnect::firewall
