#pragma once

#include <QString>
#include <QStringList>

namespace reconnect {

// An entry that turns the rest of a list round: only hosts that match it use the proxy (KDE's
// "use proxy settings only for addresses in the exceptions list").
inline const QString bypassReversed = QStringLiteral("<reversed>");

// Whether a list of exceptions, as some setting writes it, sends this host past the proxy.
// Understands what no_proxy, GNOME's ignore-hosts, KDE's NoProxyFor and Windows' bypass lists use:
//   example.com, .example.com   the name and all under it
//   *.example.com, 10.0.*       a pattern over the whole name
//   192.0.2.0/24, 2001:db8::/32 a range, for literal addresses
//   [2001:db8::1]:443, host:443 with a port, for that one
//   <local>                     names without a dot
//   *                           every host
// Letters' case does not count. What is none of these matches nothing. At most 500 entries of 300
// characters are looked at.
bool bypassesProxy(const QStringList& bypass, const QString& host, quint16 port);

} // namespace reconnect
