#include "platform/linux/firewall/questions.h"

#include <QFileInfo>

namespace reconnect::firewall {
namespace {

using Kind = Transcript::Tool;

constexpr int toolMs = 2500;
constexpr qint64 maxListing = 8 << 20;

bool isNftKind(Kind tool)
{
    return tool == Kind::IptablesNft || tool == Kind::Ip6tablesNft;
}

} // namespace

QString findTool(const QString& name, const QString& root)
{
    for (const auto* folder : {"/usr/sbin/", "/sbin/", "/usr/bin/", "/bin/", "/usr/local/sbin/"}) {
        const QFileInfo file(root + QLatin1String(folder) + name);
        if (file.isFile() && file.isExecutable())
            return file.filePath();
    }
    return {};
}

QString findIptables(Transcript::Tool tool, const QString& ending, const QString& root)
{
    const bool ipv6 = tool == Kind::Ip6tablesNft || tool == Kind::Ip6tablesLegacy;
    const QString name = ipv6 ? QStringLiteral("ip6tables") : QStringLiteral("iptables");
    const QString inNft = findTool(name + QStringLiteral("-nft") + ending, root);
    const QString legacy = findTool(name + QStringLiteral("-legacy") + ending, root);
    if (isNftKind(tool))
        return inNft;
    if (inNft.isEmpty() && legacy.isEmpty()) // before there were two
        return findTool(name + ending, root);
    return legacy;
}

QList<Question> questions(const QString& root)
{
    QList<Question> all;
    const auto add = [&](Kind kind, const QString& path, const QStringList& arguments = {}) {
        if (!path.isEmpty())
            all.append({kind, {path, arguments, {}, toolMs, maxListing}});
    };
    const QString list = QStringLiteral("list");
    const QString ruleset = QStringLiteral("ruleset");
    const QString nft = findTool(QStringLiteral("nft"), root);
    add(Kind::Nft, nft, {QStringLiteral("-j"), list, ruleset});
    add(Kind::NftText, nft, {QStringLiteral("-a"), list, ruleset});
    for (const Kind kind :
         {Kind::IptablesNft, Kind::IptablesLegacy, Kind::Ip6tablesNft, Kind::Ip6tablesLegacy})
        add(kind, findIptables(kind, QStringLiteral("-save"), root));
    return all;
}

Installed installed(const QString& root)
{
    return {!findTool(QStringLiteral("ufw"), root).isEmpty(),
            !findTool(QStringLiteral("firewalld"), root).isEmpty()};
}

QString problemOf(const Result<CommandOutput>& result)
{
    if (!result) {
        if (result.error().code == ErrorCode::TimedOut)
            return QStringLiteral("timed-out");
        return result.error().code == ErrorCode::NotPermitted ? QStringLiteral("needs-root")
                                                              : QStringLiteral("failed");
    }
    if (result->exitCode == 0)
        return {};
    for (const char* words : {"Operation not permitted", "Permission denied", "must be root"})
        if (result->err.contains(words))
            return QStringLiteral("needs-root");
    return QStringLiteral("failed");
}

Transcript transcriptOf(const Question& question, const Result<CommandOutput>& result)
{
    const QString problem = problemOf(result);
    return {question.tool, problem.isEmpty() ? result->out : QByteArray(), problem};
}

} // namespace reconnect::firewall
