#pragma once

#include <QAbstractSocket>
#include <QString>

namespace reconnect {

// The token of EVIDENCE.md for what no answer came to in time.
inline constexpr QLatin1String timedOut("timed-out");

// The token of EVIDENCE.md for what a TCP socket says: "refused", "unreachable", "not-permitted",
// "closed", "timed-out" or "failed". `connected` says whether the connection stood before.
//
// What Qt 6.4 makes of Linux' errno values (qnativesocketengine_unix.cpp, and tried in a
// namespace):
//   ECONNREFUSED, EINVAL (a "blackhole" route)       ConnectionRefusedError
//   EACCES, EPERM (a "prohibit" route, a local rule,
//     and over IPv6 a router's "administratively prohibited")   SocketAccessError
//   EHOSTUNREACH, ENETUNREACH                        NetworkError, while connecting
//   FIN and ECONNRESET alike                         RemoteHostClosedError; see reset_watch.h
QString socketErrorToken(QAbstractSocket::SocketError error, bool connected);

} // namespace reconnect
