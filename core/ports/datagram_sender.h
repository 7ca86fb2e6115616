#pragma once

#include <QByteArray>
#include <QHostAddress>

namespace reconnect {

// What the system said when a datagram was handed to it. Qt folds these into one error, and the
// difference is the evidence: a local firewall refuses at once (EPERM), a remote one can't.
enum class SendStatus {
    Sent,
    NotPermitted, // a rule on this computer forbids it
    Refused,      // an earlier datagram was answered with "port unreachable"
    Unreachable,  // no route, or an earlier datagram was answered with "host unreachable"
    Failed,
};

class DatagramSender {
public:
    virtual ~DatagramSender() = default;

    // descriptor: of a bound UDP socket of the destination's family. Never blocks.
    virtual SendStatus send(qintptr descriptor, const QByteArray& datagram,
                            const QHostAddress& destination, quint16 port) = 0;
};

} // namespace reconnect
