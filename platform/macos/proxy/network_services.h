#pragma once

#include "core/ports/command_runner.h"

#include <QList>

namespace reconnect::macos {

// One network service of the location in use, as System Settings list them: each has proxies of its
// own, and those of the one that carries the traffic count.
struct NetworkService {
    QString name;   // as the person sees it, in their language: "Wi-Fi", "USB 10/100/1000 LAN"
    QString device; // "en0"; empty for a VPN
    bool enabled = true;
    bool operator==(const NetworkService&) const = default;
};

// networksetup(8) with these arguments.
Command networksetup(const QStringList& arguments);

// -listnetworkserviceorder, which unlike -listallnetworkservices can tell a disabled service from
// one whose name begins with an asterisk: "(*) Name" or "(1) Name", and below it what it is.
Command listNetworkServices();

// In the order in which macOS prefers them. Services whose name no change can hold (over 256
// letters, with control characters) are left out; at most 64. Malformed where the text has another
// form. Pure.
Result<QList<NetworkService>> readNetworkServices(const CommandOutput& output);

// What a command of the system that ended with another code than 0 said, at most 300 letters.
QString wordsOf(const CommandOutput& output);

} // namespace reconnect::macos
