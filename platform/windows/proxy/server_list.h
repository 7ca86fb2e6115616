#pragma once

#include "core/ports/proxy_settings.h"

#include <optional>

namespace reconnect::windows_os {

// The proxy that Windows' text for servers names for HTTPS: one or more of
// "[scheme=][scheme://]server[:port]" with semicolons or white space between them
// (WINHTTP_PROXY_INFO,
// learn.microsoft.com/windows/win32/api/winhttp/ns-winhttp-winhttp_proxy_info). "https=" counts
// first, then one for all schemes, then "socks=", which is SOCKS 4 to WinINet and Chromium; one for
// "http=" or "ftp=" alone is not used for HTTPS. Of several for the same, the first. Nothing where
// none is for HTTPS. Fills what readProxyText does. Pure.
std::optional<ConfiguredProxy> readServerList(const QString& text);

// The exceptions, as written, without those that name another scheme than HTTPS ("http://10.*").
// core/net/proxy_bypass knows the rest: "<local>", "*.zoom.us", "10.*". Pure.
QStringList readExceptions(const QString& text);

} // namespace reconnect::windows_os
