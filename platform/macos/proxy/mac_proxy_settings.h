#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/proxy_settings.h"
#include "platform/macos/proxy/service_proxies.h"

#include <optional>

namespace reconnect::macos {

// ConfiguredProxy::source of what is found here:
//   "macos"   a network service's, which this program can turn off; the place is the service's name
//   "policy"  laid down by an organization: never changed here
//   "vpn"     in use, and of no service: a VPN or another program sets it while it runs
//   "macos-unread"  in use, and maybe of a service that could not be read: nothing here changes it
inline const QString serviceSource = QStringLiteral("macos");
inline const QString policySource = QStringLiteral("policy");
inline const QString vpnSource = QStringLiteral("vpn");
inline const QString unreadSource = QStringLiteral("macos-unread");

// Everything that was read at one time.
struct ProxySnapshot {
    struct Service { // an enabled one; what could not be read is missing
        QString name;
        std::optional<ProxyPartState> secureWeb;
        std::optional<ProxyPartState> socks;
        std::optional<ProxyPartState> script;
        std::optional<ProxyPartState> discovery;
        QStringList exceptions;
    };
    QList<Service> services;
    std::optional<QList<ConfiguredProxy>> inUse; // as scutil --proxy says
    QList<ConfiguredProxy> managed;              // as profiles say
    QStringList problems;                        // what could not be read, in words
};

// What the system uses for HTTPS now, whoever set it: `dictionary` is scutil --proxy's. The secure
// web proxy, or without one the SOCKS proxy; and a script or its detection, which come before them,
// and for which they stand in. A web proxy alone carries no HTTPS. What is said for single
// interfaces only (__SCOPED__) is not looked at. Pure.
QList<ConfiguredProxy> proxiesInUse(const QJsonObject& dictionary);

// The proxies in it. Effective are those in use: the Zoom client follows the system (its remedy for
// error 2026 is to turn the proxies of the service off). Variables such as HTTPS_PROXY are not
// looked at: on macOS no login sets them for programs with a window. Pure.
ProxyReading readingOf(const ProxySnapshot& snapshot);

// Reads services through networksetup(8), what is in use through scutil(8), and, where there is any
// proxy at all, whose it is through profiles(1).
class MacProxySettings : public ProxySettings {
public:
    struct Limits {
        int roundMs; // of one command
        // Of the whole reading, within a probe's limit. Services that there was no time for are
        // problems.
        int totalMs;
    };
    explicit MacProxySettings(CommandRunner& runner, Limits limits = {900, 3700});

    void read(QObject* context, Done done) override;

private:
    CommandRunner& m_runner;
    Limits m_limits;
};

} // namespace reconnect::macos
