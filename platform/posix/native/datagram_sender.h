#pragma once

#include "core/ports/datagram_sender.h"

namespace reconnect::posix {

// sendto(2), with the error that Qt would fold away.
class PosixDatagramSender : public DatagramSender {
public:
    SendStatus send(qintptr descriptor, const QByteArray& datagram, const QHostAddress& destination,
                    quint16 port) override;
};

// What a failed send of this address family means. EACCES comes from a prohibiting route here over
// IPv4; over IPv6 a router's "prohibited" gives it too (linux: net/ipv6/icmp.c), so it proves
// nothing about this computer.
SendStatus statusOf(int error, bool ipv6);

} // namespace reconnect::posix
