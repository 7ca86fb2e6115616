#pragma once

#include "core/ports/proxy_settings.h"
#include "platform/windows/proxy/internet_settings.h"

namespace reconnect::windows_os {

// ConfiguredProxy::source of what is found here:
//   "wininet"  a connection's settings, which the person may change
//   "winhttp"  the services' setting, which an administrator may change
//   "policy"   laid down by an organization: never changed here
inline const QString winInetSource = QStringLiteral("wininet");
inline const QString winHttpSource = QStringLiteral("winhttp");
inline const QString policySource = QStringLiteral("policy");

// ConfiguredProxy::place of a connection (empty: the default one), and the way back. A named
// connection's place is its name.
QString placeOf(const QString& connection);
QString connectionAt(const QString& place);
inline const QString servicesPlace = QStringLiteral("WinHTTP proxy settings");

// Everything that was read at one time.
struct ProxySnapshot {
    struct Connection {
        QString name;
        ConnectionOptions options;
    };
    QList<Connection> connections; // the default one first, if it could be read
    QStringList dialled;
    ServicesProxy services;
    ProxyPolicies policies;
    QStringList problems;     // what could not be read, in words
    bool areAnothers = false; // the connections are not those of the person who is signed in
};

// Blocks; a source that can't be read is a problem, and the others still count. `arePersons`: the
// connections' settings are those of the person who is signed in; else they are left alone.
ProxySnapshot snapshotOf(InternetSettings& settings, bool arePersons = true);

// The proxies in it. Which one is effective, that is, taken by the Zoom client:
//  1. Where Zoom's own policies name a server or script, that one.
//  2. Else the settings of the dial-up or VPN connection that stands, else of the default one, as
//     for every program that follows the system (WinHttpGetIEProxyConfigForCurrentUser: "for the
//     current active network connection"). Detection, script and server are tried in this order,
//     and each stands in for the one before it, so all that are on are effective.
// That the client follows these settings is judgement: Zoom's remedy for error 2026 is to turn "Use
// a proxy server" off there. It is also why HTTPS_PROXY and its like are not looked at: on Windows
// nothing sets them for a person, and no source says that the client reads them. WinHTTP's setting
// is the services', and never effective.
// What a policy locks, repeats, or makes the computer's gets the source "policy". Pure.
ProxyReading readingOf(const ProxySnapshot& snapshot);

// What is said where somebody wants to change a proxy that is not the person's to change.
QString onlyItCanChange();

// Takes the snapshot for WindowsProxySettings, on a thread of its own.
class ProxySnapshots {
public:
    using Done = std::function<void(const ProxySnapshot&)>;
    virtual ~ProxySnapshots() = default;
    // Answers once, on the calling thread's event loop; never after `context` is gone.
    virtual void take(QObject* context, Done done) = 0;
};

class WindowsProxySettings : public ProxySettings {
public:
    explicit WindowsProxySettings(ProxySnapshots& snapshots);

    void read(QObject* context, Done done) override;

private:
    ProxySnapshots& m_snapshots;
};

} // namespace reconnect::windows_os
