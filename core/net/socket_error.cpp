#include "core/net/socket_error.h"

namespace reconnect {

QString socketErrorToken(QAbstractSocket::SocketError error, bool connected)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return QStringLiteral("refused");
    case QAbstractSocket::SocketAccessError:
        return QStringLiteral("not-permitted");
    case QAbstractSocket::RemoteHostClosedError:
        return QStringLiteral("closed");
    case QAbstractSocket::SocketTimeoutError:
        return timedOut;
    case QAbstractSocket::NetworkError:
        // On a standing connection this is the system giving up on it, not a missing route.
        return connected ? QStringLiteral("failed") : QStringLiteral("unreachable");
    case QAbstractSocket::HostNotFoundError:
        return QStringLiteral("unreachable");
    default:
        return QStringLiteral("failed");
    }
}

} // namespace reconnect
