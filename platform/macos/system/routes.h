#pragma once

#include "core/ports/system.h"

#include <QByteArray>

namespace reconnect::macos {

struct RouteTables {
    QList<DefaultRoute> ipv4;
    QList<DefaultRoute> ipv6;
};

// The usable default routes in what `netstat -rn` prints, in its order, which is that of macOS:
//
//   Internet:
//   Destination        Gateway            Flags               Netif Expire
//   default            192.168.1.1        UGScg                 en0
//   Internet6:
//   default            fe80::1%en0        UGcg                  en0
//
// Left out are those bound to an interface (I: macOS keeps one for every tunnel of its own, which
// no program takes by itself), rejecting (R) and discarding (B) ones (netstat(1), Flags). A pair of
// half-the-world routes (0/1, 128.0/1; ::/1, 8000::/1), which VPN programs set in place of a
// default one, counts as one. A gateway that is no address ("link#12") is a point-to-point link.
// Malformed where there is no table at all. Pure.
Result<RouteTables> readRoutes(const QByteArray& netstat);

} // namespace reconnect::macos
