#pragma once

#include "core/result.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>

namespace reconnect {

struct NetworkInterface {
    QString name;
    bool up = false;      // switched on
    bool running = false; // has a carrier
    bool loopback = false;
    QList<QHostAddress> addresses;
};

struct DefaultRoute {
    QHostAddress gateway; // null for a point-to-point link
    QString interface;
};

// How this computer is connected, as its own settings say. Values, read in well under 16 ms.
struct NetworkState {
    QList<NetworkInterface> interfaces;
    QList<DefaultRoute> ipv4Routes; // the default routes only
    QList<DefaultRoute> ipv6Routes;
    QList<QHostAddress> nameServers; // in the order the resolver asks them
    QStringList nameServerPlace;     // where that was read, for people: "/etc/resolv.conf"
};

// Facts of the operating system that need no rights.
class System {
public:
    virtual ~System() = default;

    virtual QString osName() const = 0;    // "linux", "windows", "macos"
    virtual QString osVersion() const = 0; // for people: "Debian GNU/Linux 12"
    virtual Result<NetworkState> network() const = 0;

    virtual QString hostsPath() const = 0;
    // At most 8 MiB are read; a larger file is TooLarge.
    virtual Result<QByteArray> hostsFile() const = 0;
};

} // namespace reconnect
