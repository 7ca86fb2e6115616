#pragma once

#include "core/result.h"

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QStringList>
#include <functional>

namespace reconnect {

enum class Transport { Tcp, Udp };

// A packet that the Zoom client of this person would send.
struct OutgoingPacket {
    Transport transport = Transport::Tcp;
    QHostAddress destination;
    quint16 port = 0;
};

// A rule of this computer that stops such packets.
struct BlockingRule {
    QString rule;    // as its tool shows it, at most 200 characters
    QString chain;   // "inet filter output"
    QString verdict; // "drop" or "reject", or "policy" where a default denies and nothing allows
    QList<OutgoingPacket> packets; // of those asked about, the ones it stops
    bool clientOnly = false;       // it stops Zoom's program alone: nothing that this one sends
};

// What one firewall product of this computer does to the packets asked about.
struct FirewallReading {
    enum class Status { Allows, Blocks, NotInstalled, Unreadable };
    QString product; // closed list: "nftables", "iptables", "ufw", "firewalld",
                     // "windows-firewall", "windows-filtering-platform", "macos-firewall"
                     // (what comes in alone), "pf"
    Status status = Status::NotInstalled;
    QList<BlockingRule> rules; // when it blocks
    QString problem; // when it is unreadable: a token, "needs-root", "timed-out", "malformed"
};

class Firewall {
public:
    using Done = std::function<void(const QList<FirewallReading>&)>;

    virtual ~Firewall() = default;

    // Judges by the rules themselves, sending nothing. One reading a product. Answers once, on the
    // calling thread's event loop; never after `context` is gone.
    virtual void judge(const QList<OutgoingPacket>& packets, QObject* context, Done done) = 0;
};

} // namespace reconnect
