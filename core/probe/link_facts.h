#pragma once

#include "core/ports/system.h"
#include "core/probe/observation.h"

namespace reconnect {

// What the computer's own settings say about its connection, as observations: pure, nothing is
// asked of the network. Where they could not be read, each is unknown with the error "unreadable".

Observation interfacesFact(const Result<NetworkState>& state); // link:interfaces

enum class Family { Ipv4, Ipv6 };
Observation addressFact(Family family, const Result<NetworkState>& state); // address:ipv4, ipv6
Observation routeFact(Family family, const Result<NetworkState>& state);   // route:ipv4, ipv6

// The router to ask: the first of IPv4's, or else of IPv6's; null when there is none.
QHostAddress firstGateway(const NetworkState& state);
Observation noGatewayFact(const Result<NetworkState>& state); // route:gateway, where there is none
Observation noServersFact(const Result<NetworkState>& state); // dns:none

// hosts:zoom. Only what concerns Zoom is told of a line, for the rest of it is private.
// `names` are asked by probes; any other name within `domains` counts too.
Observation hostsFact(const Result<QByteArray>& file, const QString& path, const QStringList& names,
                      const QStringList& domains);

} // namespace reconnect
