#pragma once

#include "core/ports/system.h"

namespace reconnect::windows_os {

// One network adapter as IP Helper tells of it.
struct AdapterFacts {
    QString name;     // as people see it: "Wi-Fi", "Ethernet 2"
    quint64 luid = 0; // by which routes name it
    bool enabled = true;
    bool operational = false; // can carry packets now
    bool loopback = false;
    // Teredo, 6to4 and ISATAP, which Windows sets up by itself and resorts to last.
    bool transition = false;
    quint32 ipv4Metric = 0; // of the adapter; routes add theirs
    quint32 ipv6Metric = 0;
    QList<QHostAddress> addresses;
    QList<QHostAddress> nameServers;
};

struct RouteFacts {
    QHostAddress destination;
    int prefixLength = 0;
    QHostAddress gateway; // null or all zeros: on the link itself
    quint64 luid = 0;
    quint32 metric = 0;
};

struct NetworkFacts {
    QList<AdapterFacts> adapters;
    QList<RouteFacts> routes;
};

// What the port says of them. Pure.
//
// Routes are ordered by the sum of both metrics, as Windows chooses, and those of adapters that
// carry nothing are left out; a VPN's two halves of the world count as one default route. Name
// servers come in the order of their adapters' metrics; the fec0:0:0:ffff::1 to ::3 that Windows
// writes where it knows none are none (RFC 3879 took that range away, and no server answers there).
NetworkState networkStateFrom(const NetworkFacts& facts);

} // namespace reconnect::windows_os
