#pragma once

#include "core/result.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <QUrl>
#include <functional>

namespace reconnect {

enum class ProxyKind {
    Manual, // host and port
    Script, // a PAC script at `script`
    Detect, // WPAD: the script is looked for at http://wpad/wpad.dat
};

enum class ProxyScheme { Http, Https, Socks4, Socks5 };

// One proxy that some setting of this computer names for HTTPS traffic.
struct ConfiguredProxy {
    // Closed list: "environment", "gnome", "kde", "etc-environment", "profile"; on Windows
    // "wininet", "winhttp"; on macOS "macos", "vpn" for what a program sets while it runs,
    // and "macos-unread" for what may be of a service that could not be read;
    // "policy" for what only an organization's administrators can change.
    QString source;
    QString place; // for people: "GNOME network settings", "HTTPS_PROXY", "/etc/environment"
    ProxyKind kind = ProxyKind::Manual;
    ProxyScheme scheme = ProxyScheme::Http;
    QString host;
    quint16 port = 0; // the usual one where none is named; 0 for a broken one, `raw` then tells
    QUrl script;
    bool hasCredentials = false; // user names and passwords themselves are never kept
    QStringList bypass;          // hosts that go direct, as the setting writes them
    QString raw;                 // the setting as written, credentials removed
    bool effective = false;      // the way the Zoom client of this session takes
};

// Where proxies are configured. Sources that are absent give nothing; one that can't be read is an
// error in `problems`, and the others still count.
struct ProxyReading {
    QList<ConfiguredProxy> proxies;
    QStringList problems;
    bool areAnothers = false; // this runs as somebody else than whose settings are wanted
};

class ProxySettings {
public:
    using Done = std::function<void(const ProxyReading&)>;

    virtual ~ProxySettings() = default;

    // Answers once, on the calling thread's event loop; never after `context` is gone.
    virtual void read(QObject* context, Done done) = 0;
};

} // namespace reconnect
