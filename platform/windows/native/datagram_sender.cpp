#include "platform/windows/native/datagram_sender.h"

#include <algorithm>
#include <winsock2.h>
#include <ws2tcpip.h>
// After them, because it stands on them.
#include <iphlpapi.h>

namespace reconnect::windows_os {
namespace {

ULONG scopeOf(const QHostAddress& address)
{
    const QString scope = address.scopeId();
    bool numeric = false;
    const ULONG index = scope.toULong(&numeric);
    return numeric || scope.isEmpty() ? index : if_nametoindex(scope.toUtf8().constData());
}

} // namespace

SendStatus statusOf(int error)
{
    switch (error) {
    case WSAEACCES:
        return SendStatus::NotPermitted;
    case WSAECONNRESET: // an earlier datagram met a closed port
    case WSAECONNREFUSED:
        return SendStatus::Refused;
    case WSAENETUNREACH:
    case WSAEHOSTUNREACH:
    case WSAENETDOWN:
    case WSAENETRESET:
    case WSAEADDRNOTAVAIL: // no address of the family to send from
        return SendStatus::Unreachable;
    default:
        return SendStatus::Failed;
    }
}

SendStatus WindowsDatagramSender::send(qintptr descriptor, const QByteArray& datagram,
                                       const QHostAddress& destination, quint16 port)
{
    sockaddr_storage to = {};
    int length = 0;
    if (destination.protocol() == QAbstractSocket::IPv6Protocol) {
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
    const int sent = ::sendto(SOCKET(descriptor), datagram.constData(), int(datagram.size()), 0,
                              reinterpret_cast<const sockaddr*>(&to), length);
    return sent >= 0 ? SendStatus::Sent : statusOf(WSAGetLastError());
}

} // namespace reconnect::windows_os
