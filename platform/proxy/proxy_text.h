#pragma once

#include "core/ports/proxy_settings.h"

namespace reconnect {

// One manual proxy as settings of every kind write it: "host", "host:port", "http://host:port",
// KDE's "http://host port", "socks5://user:secret@[2001:db8::1]:1080/". Fills scheme, host, port,
// hasCredentials and raw (the text without user name and password, at most 200 characters).
// Without a port it is the scheme's usual one: 80, 443 or 1080, as Chromium takes it. Where the
// text is no proxy the host is empty, where the port is none it is 0.
ConfiguredProxy readProxyText(const QString& text, ProxyScheme otherwise = ProxyScheme::Http);

// The same from two settings of their own, such as GNOME's; port 0 stays 0.
ConfiguredProxy readProxyParts(const QString& host, int port, ProxyScheme scheme);

// Where a script lies, without user name and password; empty when it is no absolute address.
// A plain path ("/etc/proxy.pac") is a file's.
QUrl readScriptAddress(const QString& text);

// Splits a list of exceptions at commas, semicolons and white space; at most 500 entries.
QStringList readBypassList(const QString& text);

} // namespace reconnect
