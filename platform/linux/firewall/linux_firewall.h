#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/firewall.h"
#include "platform/linux/firewall/readings.h"

namespace reconnect::firewall {

// How this computer would send to each of these addresses; sends nothing.
using FindPaths = std::function<QHash<QHostAddress, Path>(const QList<QHostAddress>&)>;

// Reads the rules with their own tools (nft, iptables-save, ip6tables-save; changing nothing) and
// walks the packets through them. `root`: as in findTool.
class LinuxFirewall : public Firewall {
public:
    LinuxFirewall(CommandRunner& runner, FindPaths findPaths, Sender sender, QString root = {});

    void judge(const QList<OutgoingPacket>& packets, QObject* context, Done done) override;

private:
    CommandRunner& m_runner;
    FindPaths m_findPaths;
    Sender m_sender;
    QString m_root;
};

} // namespace reconnect::firewall
