#include "platform/linux/firewall/linux_firewall.h"

#include <QFileInfo>
#include <QTimer>

#include <memory>

namespace reconnect::firewall {
namespace {

constexpr int toolMs = 2500;
constexpr qint64 maxListing = 8 << 20;

// What is gathered until the last tool has answered.
struct Gathering {
    QList<Transcript> transcripts;
    qsizetype waiting = 0;
};

struct Tool {
    Transcript::Tool kind = Transcript::Tool::Nft;
    QString path;
    QStringList arguments;
};

} // namespace

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

LinuxFirewall::LinuxFirewall(CommandRunner& runner, FindPaths findPaths, Sender sender,
                             QString root)
    : m_runner(runner)
    , m_findPaths(std::move(findPaths))
    , m_sender(sender)
    , m_root(std::move(root))
{
}

QString LinuxFirewall::find(const QString& tool) const
{
    for (const auto* folder : {"/usr/sbin/", "/sbin/", "/usr/bin/", "/bin/", "/usr/local/sbin/"}) {
        const QFileInfo file(m_root + QLatin1String(folder) + tool);
        if (file.isFile() && file.isExecutable())
            return file.filePath();
    }
    return {};
}

void LinuxFirewall::judge(const QList<OutgoingPacket>& packets, QObject* context, Done done)
{
    using Kind = Transcript::Tool;
    QList<Tool> tools;
    const auto add = [&](Kind kind, const QString& path, const QStringList& arguments = {}) {
        if (!path.isEmpty())
            tools.append({kind, path, arguments});
    };
    const QString list = QStringLiteral("list");
    const QString ruleset = QStringLiteral("ruleset");
    const QString nft = find(QStringLiteral("nft"));
    add(Kind::Nft, nft, {QStringLiteral("-j"), list, ruleset});
    add(Kind::NftText, nft, {QStringLiteral("-a"), list, ruleset});
    const auto addIptables = [&](const QString& name, Kind nftKind, Kind legacyKind) {
        const QString save = QStringLiteral("-save");
        const QString inNft = find(name + QStringLiteral("-nft") + save);
        const QString legacy = find(name + QStringLiteral("-legacy") + save);
        add(nftKind, inNft);
        add(legacyKind, legacy);
        if (inNft.isEmpty() && legacy.isEmpty()) // before there were two
            add(legacyKind, find(name + save));
    };
    addIptables(QStringLiteral("iptables"), Kind::IptablesNft, Kind::IptablesLegacy);
    addIptables(QStringLiteral("ip6tables"), Kind::Ip6tablesNft, Kind::Ip6tablesLegacy);

    const Installed installed{!find(QStringLiteral("ufw")).isEmpty(),
                              !find(QStringLiteral("firewalld")).isEmpty()};
    QList<QHostAddress> addresses;
    for (const OutgoingPacket& packet : packets)
        if (!addresses.contains(packet.destination))
            addresses.append(packet.destination);
    const auto gathering = std::make_shared<Gathering>();
    gathering->waiting = tools.size();
    const auto conclude = [=, paths = m_findPaths(addresses), sender = m_sender,
                           done = std::move(done)] {
        done(readingsFrom(gathering->transcripts, installed, packets, paths, sender));
    };
    if (tools.isEmpty()) {
        QTimer::singleShot(0, context, conclude);
        return;
    }
    for (const Tool& tool : tools) {
        Command command;
        command.program = tool.path;
        command.arguments = tool.arguments;
        command.timeoutMs = toolMs;
        command.maxOutput = maxListing;
        m_runner.run(command, context, [=, kind = tool.kind](const Result<CommandOutput>& result) {
            const QString problem = problemOf(result);
            gathering->transcripts.append(
                {kind, problem.isEmpty() ? result->out : QByteArray(), problem});
            if (--gathering->waiting == 0)
                conclude();
        });
    }
}

} // namespace reconnect::firewall
