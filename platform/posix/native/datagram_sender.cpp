#include "platform/posix/native/datagram_sender.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace reconnect::posix {
namespace {

unsigned scopeOf(const QHostAddress& address)
{
    const QString scope = address.scopeId();
    bool numeric = false;
    const unsigned index = scope.toUInt(&numeric);
    return numeric || scope.isEmpty() ? index : if_nametoindex(scope.toUtf8().constData());
}

} // namespace

SendStatus statusOf(int error, bool ipv6)
{
    switch (error) {
    case EPERM:
        return SendStatus::NotPermitted;
    case EACCES:
        return ipv6 ? SendStatus::Unreachable : SendStatus::NotPermitted;
    case ECONNREFUSED:
        return SendStatus::Refused;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
    case EADDRNOTAVAIL: // no address of the family to send from
        return SendStatus::Unreachable;
    default:
        return SendStatus::Failed;
    }
}

SendStatus PosixDatagramSender::send(qintptr descriptor, const QByteArray& datagram,
                                     const QHostAddress& destination, quint16 port)
{
    sockaddr_storage to = {};
    socklen_t length = 0;
    const bool ipv6 = destination.protocol() == QAbstractSocket::IPv6Protocol;
    if (ipv6) {
        auto* address = reinterpret_cast<sockaddr_in6*>(&to);
        const Q_IPV6ADDR bytes = destination.toIPv6Address();
        address->sin6_family = AF_INET6;
        address->sin6_port = htons(port);
        address->sin6_scope_id = scopeOf(destination);
        std::copy_n(bytes.c, sizeof bytes.c, address->sin6_addr.s6_addr);
        length = sizeof *address;
    } else {
        auto* address = reinterpret_cast<sockaddr_in*>(&to);
        address->sin_family = AF_INET;
        address->sin_port = htons(port);
        address->sin_addr.s_addr = htonl(destination.toIPv4Address());
        length = sizeof *address;
    }
    const ssize_t sent = ::sendto(int(descriptor), datagram.constData(), size_t(datagram.size()),
                                  MSG_DONTWAIT, reinterpret_cast<const sockaddr*>(&to), length);
    return sent >= 0 ? SendStatus::Sent : statusOf(errno, ipv6);
}

} // namespace reconnect::posix
