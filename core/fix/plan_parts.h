#pragma once

#include "core/diagnosis/rows.h"
#include "core/fix/change.h"

// What planFor draws from the evidence (core/probe/EVIDENCE.md). All pure.
namespace reconnect {

Row rowIn(const Evidence& evidence, const QString& id); // null: not asked

struct ProxyPlace {
    QString source;
    QString place;
};

// Where the proxy that stands in the way is named.
struct ProxyPlaces {
    QList<ProxyPlace> changeable;
    bool managed = false; // an organization names it too, so that changing the others is in vain
    bool vpn = false;     // a VPN or another program does, with the same outcome
    bool unread = false;  // it may be of a service that could not be read, so none can be changed
    QString session; // the variable of the running session that names it; nobody can change that
};

// The manual proxy that the client takes, or else those that are named and don't work.
ProxyPlaces proxyPlaces(const Evidence& evidence);
// The script, or its detection, that the client takes.
ProxyPlaces scriptPlaces(const Evidence& evidence);

QStringList pinnedNames(const Evidence& evidence); // Zoom's, as RemoveHostsPins takes them

// Firewalls that block; without one, those that could not be read and may.
struct Blocking {
    QStringList products;
    bool known = false; // they do block
};
Blocking blockingProducts(const Evidence& evidence);
// Names of the product's rules that stop packets of Zoom's; without its defaults.
QStringList rulesThatBlock(const Evidence& evidence, const QString& product);
// Who made the filters that dropped packets of Zoom's on Windows, by their own names.
QStringList providersThatDrop(const Evidence& evidence);
// Where Zoom is, by the packets that were stopped and by what names led to; at most 64.
QList<QHostAddress> zoomAddresses(const Evidence& evidence);

// The kind of the installation that is to be renewed, or that this system takes; may be empty.
QString kindToInstall(const Evidence& evidence);

} // namespace reconnect
