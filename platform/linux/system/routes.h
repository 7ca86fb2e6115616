#pragma once

#include "core/ports/system.h"

#include <QByteArray>

namespace reconnect::linux_os {

// The usable default routes in the text of /proc/net/route and /proc/net/ipv6_route, best metric
// first. Both files show the main table (linux: net/ipv4/fib_trie.c, net/ipv6/route.c). A pair of
// half-the-world routes, which VPN programs set in place of a default one, counts as one. Lines
// that don't have the form are passed over.
QList<DefaultRoute> parseIpv4Routes(const QByteArray& text);
QList<DefaultRoute> parseIpv6Routes(const QByteArray& text);

} // namespace reconnect::linux_os
