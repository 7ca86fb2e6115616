#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>

namespace reconnect::macos {

// The servers that macOS asks for the names of the world, in its order, from `scutil --dns`:
//
//   resolver #1
//     nameserver[0] : 192.168.1.1
//     flags    : Request A records
//
// The first resolver is the default one, and others without a "domain" stand in for it (scutil(8),
// --dns); those for a domain of their own, for multicast names and for scoped queries (the second
// half) answer none of Zoom's. At most eight, each once. Pure.
QList<QHostAddress> readNameServers(const QByteArray& scutilDns);

} // namespace reconnect::macos
