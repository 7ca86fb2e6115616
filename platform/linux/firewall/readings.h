#pragma once

#include "core/ports/firewall.h"
#include "platform/linux/firewall/ruleset.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace reconnect::firewall {

// How this computer would send to one address.
struct Path {
    QHostAddress source; // null: there is no way
    QString interface;
    std::optional<bool> local; // the address is this computer's own
};

// What one tool printed, or why it didn't.
struct Transcript {
    enum class Tool { Nft, NftText, IptablesNft, Ip6tablesNft, IptablesLegacy, Ip6tablesLegacy };
    Tool tool = Tool::Nft;
    QByteArray output;
    QString problem; // "needs-root", "timed-out", "failed"; empty: it printed
};

// What is on this computer, whether or not it could be read.
struct Installed {
    bool ufw = false;
    bool firewalld = false;
};

// Who sends.
struct Sender {
    quint32 user = 0;
    std::optional<quint32> group;
};

// Packets judged by the rulesets in the transcripts: what goes out through output and postrouting,
// and the reply to it through prerouting and input, where only a stop that is certain counts (what
// comes back to a connection is let in by rules that few write for ports). A tool that gave no
// transcript is not installed. One reading for each of nftables, iptables, ufw and firewalld.
QList<FirewallReading> readingsFrom(const QList<Transcript>& transcripts,
                                    const Installed& installed,
                                    const QList<OutgoingPacket>& packets,
                                    const QHash<QHostAddress, Path>& paths, const Sender& sender);

} // namespace reconnect::firewall
