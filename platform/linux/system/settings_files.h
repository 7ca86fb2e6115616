#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>

namespace reconnect::linux_os {

// The name servers of a resolv.conf(5), at most the three that the resolver asks. systemd's stub
// 127.0.0.53 stays as it is: it is what programs ask.
QList<QHostAddress> parseResolvConf(const QByteArray& text);

// PRETTY_NAME of an os-release(5), or NAME and VERSION_ID; empty where it tells neither. At most
// 100 characters.
QString parseOsRelease(const QByteArray& text);

} // namespace reconnect::linux_os
