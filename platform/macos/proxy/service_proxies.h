#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/proxy_settings.h"

#include <array>

namespace reconnect::macos {

// What a network service can send its traffic by, and how networksetup(8) names it.
enum class ProxyPart { Web, SecureWeb, Socks, Script, Discovery };

inline constexpr std::array manualParts{ProxyPart::Web, ProxyPart::SecureWeb, ProxyPart::Socks};
inline constexpr std::array scriptParts{ProxyPart::Script, ProxyPart::Discovery};

// One part as a service holds it. What is not on keeps server and address all the same.
struct ProxyPartState {
    bool on = false;
    QString server; // empty for none
    int port = 0;
    bool authenticated = false; // names and passwords lie in the keychain and are not read
    QString script;             // its address; empty for none
    bool operator==(const ProxyPartState&) const = default;
};

QString token(ProxyPart part); // "web", "secure-web", "socks", "script", "discovery": for journals

Command readPart(ProxyPart part, const QString& service);
// Switches it and no more: server, port, login and address stay with it.
Command switchPart(ProxyPart part, const QString& service, bool on);
Command readExceptions(const QString& service);

// What readPart() printed. By the places of its lines and the words Yes, No, On, Off, 1 and 0:
// anything else is Malformed, as nobody can tell what is on then. networksetup knows English only;
// what is of the person's language are the names of services. Pure.
//
//   Enabled: Yes / Server: proxy.example / Port: 8080 / Authenticated Proxy Enabled: 0
//   URL: http://wpad/proxy.pac / Enabled: No      (URL: (null) where there is none)
//   Auto Proxy Discovery: Off
Result<ProxyPartState> readPartState(ProxyPart part, const CommandOutput& output);

// Empty where there are none, which is said in a sentence. Pure.
QStringList readExceptionList(const CommandOutput& output);

} // namespace reconnect::macos
