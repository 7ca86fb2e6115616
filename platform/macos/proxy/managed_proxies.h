#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/proxy_settings.h"

namespace reconnect::macos {

// Proxies that configuration profiles lay down, which a person can't change.
// profiles(1): without an administrator's rights it shows those of the person alone, so that a Mac
// is in somebody's care is asked as well.
Command showProfiles(); // -type configuration -output stdout-xml
Command showEnrollment();

// The proxies that payloads name: the global one and those of Wi-Fi networks (ProxyServer,
// ProxyServerPort, ProxyPACURL) and those of network settings (HTTPSProxy, HTTPSPort, SOCKSProxy,
// SOCKSPort, ProxyAutoConfigURLString); developer.apple.com/documentation/devicemanagement.
// Malformed for what is no property list. Only host, port, kind and script are filled. Pure.
Result<QList<ConfiguredProxy>> readProfileProxies(const CommandOutput& output);

// "MDM enrollment: Yes (User Approved)", "MDM enrollment: No". Of the lines the second counts, by
// whether its value begins with the word No: what is in no language we know may be enrolled.
// Unknown (Malformed) where there is no such line. Pure.
Result<bool> readEnrollment(const CommandOutput& output);

// Whether both name the same: hosts and ports of servers, addresses of scripts.
bool isSameProxy(const ConfiguredProxy& one, const ConfiguredProxy& other);

} // namespace reconnect::macos
