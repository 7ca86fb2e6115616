#include "platform/linux/firewall/allow/ufw_tool.h"

#include "core/tr.h"
#include "platform/linux/firewall/questions.h"

namespace reconnect::firewall {
namespace {

// ufw loads all its rules anew for one that comes first.
constexpr int ufwMs = 15000;
constexpr qint64 maxListing = 4 << 20;

QString word(const char* text)
{
    return QString::fromLatin1(text);
}

// "out to 203.0.113.5 port 80,443 proto tcp", as ufw shows it and takes it.
QStringList packetWords(const OwnRule& rule)
{
    QString ports = rule.ports;
    ports.replace(QLatin1Char('-'), QLatin1Char(':'));
    return {word("out"),
            word("to"),
            rule.address.toString(),
            word("port"),
            ports,
            word("proto"),
            rule.transport == Transport::Tcp ? word("tcp") : word("udp")};
}

QString commentOf(const QString& mark)
{
    return QStringLiteral(" comment '") + mark + QLatin1Char('\'');
}

// The lines that are rules, without "ufw ".
QStringList linesOf(const QByteArray& added)
{
    QStringList lines;
    const QString start = word("ufw ");
    for (const QByteArray& raw : added.split('\n')) {
        const QString line = QString::fromUtf8(raw).trimmed();
        if (line.startsWith(start))
            lines.append(line.mid(start.size()));
    }
    return lines;
}

} // namespace

QList<OwnRule> ufwRules(const QByteArray& added, const QString& mark)
{
    QList<OwnRule> rules;
    const QString comment = commentOf(mark);
    for (const QString& line : linesOf(added)) {
        if (!line.endsWith(comment))
            continue;
        const QStringList words = line.chopped(comment.size()).split(QLatin1Char(' '));
        OwnRule rule;
        rule.address.setAddress(words.value(3));
        rule.ports = QString(words.value(5)).replace(QLatin1Char(':'), QLatin1Char('-'));
        rule.transport = words.value(7) == word("tcp") ? Transport::Tcp : Transport::Udp;
        if (QStringList{word("allow")} + packetWords(rule) != words) {
            rule = {};
            rule.other = line;
        }
        rule.tool = QStringLiteral("ufw");
        rules.append(rule);
    }
    return rules;
}

bool ufwHasAnother(const QByteArray& added, const OwnRule& rule)
{
    const QString packets = QLatin1Char(' ') + packetWords(rule).join(QLatin1Char(' '));
    for (const QString& line : linesOf(added)) {
        const QString without = line.section(word(" comment '"), 0, 0);
        if (without.endsWith(packets))
            return true;
    }
    return false;
}

UfwTool::UfwTool(Tools& tools, QString root)
    : m_tools(tools)
    , m_root(std::move(root))
{
}

Result<QByteArray> UfwTool::run(const QStringList& arguments)
{
    const QString ufw = findTool(QStringLiteral("ufw"), m_root);
    if (ufw.isEmpty())
        return failure(ErrorCode::Unsupported, QStringLiteral("ufw"));
    return ask(m_tools, {ufw, arguments, {}, ufwMs, maxListing});
}

Result<QByteArray> UfwTool::added()
{
    return run({word("show"), word("added")});
}

Result<QList<OwnRule>> UfwTool::ours(const QString& id)
{
    const auto shown = added();
    if (!shown)
        return tl::unexpected(shown.error());
    return ufwRules(*shown, markOf(id));
}

Result<QList<Opening>> UfwTool::openingsFor(QList<Block>& blocks, const QString&)
{
    QList<Opening> openings;
    for (const Block& block : std::exchange(blocks, {})) {
        const QString table = block.stop.base.section(QLatin1Char(' '), 0, 1);
        const bool ipv6 = table.startsWith(word("ip6 "));
        if (table.section(QLatin1Char(' '), 1) != word("filter"))
            blocks.append(block);
        else
            addOnce(openings, openingFor(block, name(), {},
                                         table + (ipv6 ? word(" ufw6-user-output")
                                                       : word(" ufw-user-output"))));
    }
    if (openings.isEmpty())
        return openings;
    const auto shown = added();
    if (!shown)
        return tl::unexpected(shown.error());
    for (const Opening& opening : openings)
        if (ufwHasAnother(*shown, opening.rule))
            return failure(ErrorCode::Unsupported,
                           tr("ufw has a rule of its own for %1. It can be changed by hand.")
                               .arg(opening.rule.address.toString()));
    return openings;
}

Result<void> UfwTool::change(const QString& id, const QList<OwnRule>& gone,
                             const QList<OwnRule>& made)
{
    QList<QStringList> commands;
    for (const OwnRule& rule : gone)
        commands.append(QStringList{word("delete"), word("allow")} + packetWords(rule));
    for (const OwnRule& rule : made)
        commands.append(QStringList{word("prepend"), word("allow")} + packetWords(rule) +
                        QStringList{word("comment"), markOf(id)});
    for (const QStringList& command : commands)
        if (const auto done = run(command); !done)
            return tl::unexpected(done.error());
    return {};
}

} // namespace reconnect::firewall
