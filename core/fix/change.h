#pragma once

#include "core/result.h"

#include <QHostAddress>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <variant>

namespace reconnect {

// What a fix does to this computer, one value a kind. A type that can be taken back says so
// (`reversible`); one that can't is told to the person before the click.

// The proxy, or the automatic script, that one place names is no longer used. What else the place
// holds (server, port, exceptions, credentials) stays as it is.
struct TurnOffProxy {
    static constexpr bool reversible = true;
    QString source; // as ConfiguredProxy::source: "gnome", "kde", "etc-environment", "profile", …
    QString place;  // as ConfiguredProxy::place, which tells files of one source apart
    bool script = false; // the script or its detection, not the server
    bool operator==(const TurnOffProxy&) const = default;
};

// The lines of the hosts file that pin a Zoom name are gone; all others stay byte for byte.
struct RemoveHostsPins {
    static constexpr bool reversible = true;
    QStringList names; // exact, lower case, and Zoom's (isZoomName)
    bool operator==(const RemoveHostsPins&) const = default;
};

// Packets to these addresses on Zoom's ports (zoomTcpPorts, zoomUdpPorts) may pass, by rules of
// this product.
struct AllowZoom {
    static constexpr bool reversible = true;
    QString product;               // as FirewallReading::product
    QList<QHostAddress> addresses; // of other computers, none of them a whole network
    bool operator==(const AllowZoom&) const = default;
};

// What the client keeps between runs lies beside its place, under another name. Never recordings.
struct MoveZoomDataAside {
    static constexpr bool reversible = true;
    bool operator==(const MoveZoomDataAside&) const = default;
};

struct FlushDns {
    static constexpr bool reversible = false;
    bool operator==(const FlushDns&) const = default;
};

// The clock is set by as much as it is off, and kept right by the network where the system can.
struct SetClock {
    static constexpr bool reversible = false;
    qint64 offsetSeconds = 0; // this clock minus the right time
    bool operator==(const SetClock&) const = default;
};

// The client is ended, politely and then firmly, and started again.
struct RestartZoom {
    static constexpr bool reversible = false;
    bool operator==(const RestartZoom&) const = default;
};

// The client is removed and installed again from a package that was downloaded and checked before.
struct ReinstallZoom {
    static constexpr bool reversible = false;
    QString kind;    // as ZoomInstall::kind; the kind this system takes where there is none
    QString package; // the downloaded file, an absolute path; empty for kinds with a store
    bool operator==(const ReinstallZoom&) const = default;
};

// The computer restarts, and the wizard comes back once after the login.
struct RestartComputer {
    static constexpr bool reversible = false;
    bool operator==(const RestartComputer&) const = default;
};

using Change = std::variant<TurnOffProxy, RemoveHostsPins, AllowZoom, MoveZoomDataAside, FlushDns,
                            SetClock, RestartZoom, ReinstallZoom, RestartComputer>;

inline bool isReversible(const Change& change)
{
    return std::visit([](const auto& kind) { return kind.reversible; }, change);
}

// "turn-off-proxy", … : the name of its kind in journals and for the helper.
QString token(const Change& change);

// For the journal. Errors of the way back: Malformed, for what toJson can't have written: an
// unknown kind, a value out of its range, text over 4096 characters or with control characters,
// more than 64 addresses or names. Pure.
QJsonObject toJson(const Change& change);
Result<Change> changeFromJson(const QJsonObject& json);

// The same on a command line: the kind's token, then "NAME=VALUE" words in a fixed order, for the
// helper. As strict as changeFromJson. Pure.
QStringList toArguments(const Change& change);
Result<Change> changeFromArguments(const QStringList& words);

// What was, or will be, done, as one plain sentence: "The proxy in /etc/environment is turned off."
QString sentenceFor(const Change& change);

// Of Zoom's domains: zoom.us, zoom.com, zoomgov.com. Not from the endpoints file, because whoever
// starts the helper may have written that.
bool isZoomName(const QString& name);

// The ports of Zoom that a firewall is asked to let through (Zoom KB0060548, network firewall
// settings).
struct PortRange {
    quint16 first = 0;
    quint16 last = 0;
};
QList<PortRange> zoomTcpPorts(); // 80, 443, 8801-8802
QList<PortRange> zoomUdpPorts(); // 443, 3478-3479, 8801-8810

} // namespace reconnect
