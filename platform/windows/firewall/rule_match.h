#pragma once

#include "core/ports/firewall.h"
#include "platform/windows/firewall/firewall_store.h"

#include <QHash>

namespace reconnect::windows_os::firewall {

// Whether a rule applies to a packet. Unknown where it hangs on what isn't known here.
enum class Match { No, Yes, Unknown };
Match both(Match a, Match b);

// Who sends: one of these programs, or a service of Windows in it.
struct Sender {
    QStringList programs; // full paths
    QString service;      // empty: none
};

using Networks = QList<QPair<QHostAddress, int>>; // an address in it, and its prefix

// What of this computer the rules speak of.
struct Surroundings {
    QStringList zoom;          // where a Zoom.exe of this person is or would be, as full paths
    QStringList installedZoom; // those that there are
    QString self;              // this program
    QHash<QString, QString> variables; // of the machine, in lower case: {"programfiles", "C:\\…"}
    Networks localNetworks;
    QList<QHostAddress> nameServers;
};

// The programs of Zoom's. Questions to name servers are sent by a service of Windows in its stead.
Sender zoomSender(const Surroundings& here);
Sender dnsSender(const Surroundings& here);
Sender selfSender(const Surroundings& here);

// A path in one way of writing: variables in place, backslashes, lower case. What names a variable
// that isn't known stays with its percent signs.
QString plainPath(const QString& path, const Surroundings& here);

// Whether the rule is about Zoom's program and no other.
bool isAboutZoom(const FirewallRule& rule, const Surroundings& here);

// Whether a rule for outgoing packets, seen apart from its profiles, applies to this one. Pure.
Match matchOf(const FirewallRule& rule, const OutgoingPacket& packet, const Sender& sender,
              const Surroundings& here);

} // namespace reconnect::windows_os::firewall
