#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

namespace reconnect::windows_os {

// The proxy options of one connection, as WinINet keeps them (INTERNET_PER_CONN_OPTION,
// learn.microsoft.com/windows/win32/api/wininet/ns-wininet-internet_per_conn_optionw).
struct ConnectionOptions {
    quint32 flags = 0;
    QString server; // all of these stay where the flag that uses them is off
    QString bypass;
    QString script;
    bool operator==(const ConnectionOptions&) const = default;
};

// PROXY_TYPE_… of wininet.h.
namespace connection_flag {
constexpr quint32 direct = 1;
constexpr quint32 server = 2;
constexpr quint32 script = 4;
constexpr quint32 detect = 8;
} // namespace connection_flag

// WinHTTP's own setting, which services use, for the whole computer. Only a server that is used is
// ever told, so that turning it off forgets it.
struct ServicesProxy {
    bool named = false;
    QString server;
    QString bypass;
    bool operator==(const ServicesProxy&) const = default;
};

// What an organization has laid down, in the Policies keys of the registry.
struct ProxyPolicies {
    // ProxySettingsPerUser = 0: the settings are the computer's, and WinINet tells those
    // (learn.microsoft.com/previous-versions/windows/it-pro/windows-vista/cc721933(v=ws.10)).
    bool forAllUsers = false;
    // "Disable changing proxy settings" and "Disable changing Automatic Configuration settings"
    // (InetRes.admx: Proxy and Autoconfig under Internet Explorer\Control Panel).
    bool serverLocked = false;
    bool scriptLocked = false;
    // Settings that a policy repeats on every computer.
    QString server;
    QString bypass;
    QString script;
    // Zoom's own policies ProxyServer, ProxyBypass and ProxyPAC. Zoom documents the names; that
    // they lie under Zoom Meetings\General, as its other policies do (support.zoom.us article
    // 360039100051), is not verified.
    QString zoomServer;
    QString zoomBypass;
    QString zoomScript;
    bool operator==(const ProxyPolicies&) const = default;
};

constexpr qsizetype maxConnections = 50;
constexpr qsizetype maxOptionText = 64 << 10; // characters of one text; more is TooLarge

// Where Windows keeps its proxy settings. All calls block. Errors: NotFound, NotPermitted,
// TooLarge, Unsupported, Failed.
class InternetSettings {
public:
    virtual ~InternetSettings() = default;

    // Those with options of their own, beside the default one, by name; at most maxConnections.
    virtual Result<QStringList> connections() = 0;
    // Dial-up and VPN connections that stand right now.
    virtual Result<QStringList> dialled() = 0;
    // Of a connection; an empty name is the default one, which serves all LANs.
    virtual Result<ConnectionOptions> options(const QString& connection) = 0;
    // Changes nothing but the flags, as one call, and tells the programs that run.
    virtual Result<void> setFlags(const QString& connection, quint32 flags) = 0;

    virtual Result<ServicesProxy> services() = 0;
    virtual Result<void> setServices(const ServicesProxy& proxy) = 0;

    virtual Result<ProxyPolicies> policies() = 0;
};

} // namespace reconnect::windows_os
