#pragma once

#include "core/ports/proxy_settings.h"

namespace reconnect {

// One way that a proxy script offers.
struct PacChoice {
    bool direct = false;
    ProxyScheme scheme = ProxyScheme::Http;
    QString host; // when not direct
    quint16 port = 0;
};

// What FindProxyForURL returned, "PROXY a:8080; SOCKS b; DIRECT": in its order, at most 10
// different ways. Words that browsers know: DIRECT, PROXY and HTTP (port 80 when none is given),
// HTTPS (443), SOCKS and SOCKS4 (both version 4, as Chromium reads them), SOCKS5 (1080). What is
// none of these, or names no usable host and port, is passed over, so the list may be empty. Pure;
// looks at 4096 characters.
QList<PacChoice> readPacResult(const QString& result);

} // namespace reconnect
