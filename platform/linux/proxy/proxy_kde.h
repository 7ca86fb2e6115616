#pragma once

#include "core/ports/proxy_settings.h"
#include "platform/linux/proxy/proxy_environment.h"

namespace reconnect::linux_os {

// What KDE uses for HTTPS, from its kioslaverc files (KConfig's form), the most important first; a
// key of one hides that of later ones, unless the later marks it immutable ("[$i]").
// ProxyType 0 none, 1 manual (httpsProxy, else socksProxy), 2 script, 3 detection, 4 the names of
// environment variables, looked up in `environment`. ReversedException turns NoProxyFor round
// (bypassReversed in core/net/proxy_bypass.h).
QList<ConfiguredProxy> readKdeProxy(const QList<QByteArray>& files, const Variables& environment);

} // namespace reconnect::linux_os
