#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QStringList>
#include <functional>

namespace reconnect {

// A line of a hosts file (hosts(5)) that gives names an address.
struct HostsLine {
    int number = 0; // from 1
    QHostAddress address;
    QStringList names; // as written, those that were wanted; at most 16
};

// The lines that pin a name that `wanted` says yes to, at most 64 of them. Comments, lines without
// a whole address and names longer than 253 letters count for nothing, as they do for the resolver.
QList<HostsLine> hostsLines(const QByteArray& file,
                            const std::function<bool(const QString& name)>& wanted);

} // namespace reconnect
