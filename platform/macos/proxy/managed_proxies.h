#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/proxy_settings.h"

namespace reconnect::macos {

// Proxies that configuration profiles lay down, which a person can't change.
// profiles(1): without an administrator's rights it shows those of the person alone. That a Mac is
// in somebody's care says nothing about a proxy: a VPN sets its own there as anywhere.
Command showProfiles(); // -type configuration -output stdout-xml

// The proxies that payloads name: the global one and those of Wi-Fi networks (ProxyServer,
// ProxyServerPort, ProxyPACURL) and those of network settings (HTTPSProxy, HTTPSPort, SOCKSProxy,
// SOCKSPort, ProxyAutoConfigURLString); developer.apple.com/documentation/devicemanagement.
// Malformed for what is no property list. Only host, port, kind and script are filled. Pure.
Result<QList<ConfiguredProxy>> readProfileProxies(const CommandOutput& output);

// Whether both name the same: hosts and ports of servers, addresses of scripts.
bool isSameProxy(const ConfiguredProxy& one, const ConfiguredProxy& other);

} // namespace reconnect::macos
