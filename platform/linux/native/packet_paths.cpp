#include "platform/linux/native/packet_paths.h"

#include <QNetworkInterface>
#include <QUdpSocket>

#include <unistd.h>

namespace reconnect::linux_os {
namespace {

constexpr quint16 discardPort = 9;

firewall::Path pathTo(const QHostAddress& address, const QHash<QHostAddress, QString>& owners)
{
    if (address.isLoopback() || owners.contains(address))
        return {address, QStringLiteral("lo"), true};
    QUdpSocket socket;
    socket.connectToHost(address, discardPort); // a literal: done when it returns
    if (socket.state() != QAbstractSocket::ConnectedState)
        return {};
    QHostAddress source = socket.localAddress();
    source.setScopeId({});
    return {source, owners.value(source), false};
}

} // namespace

QHash<QHostAddress, firewall::Path> findPaths(const QList<QHostAddress>& addresses)
{
    QHash<QHostAddress, QString> owners;
    for (const QNetworkInterface& interface : QNetworkInterface::allInterfaces())
        for (const QNetworkAddressEntry& entry : interface.addressEntries()) {
            QHostAddress plain = entry.ip();
            plain.setScopeId({});
            owners.insert(plain, interface.name());
        }
    QHash<QHostAddress, firewall::Path> paths;
    for (const QHostAddress& address : addresses)
        paths.insert(address, pathTo(address, owners));
    return paths;
}

firewall::Sender currentSender()
{
    const uid_t own = ::getuid();
    if (own != 0)
        return {own, ::getgid()};
    for (const char* name : {"PKEXEC_UID", "SUDO_UID"}) {
        bool valid = false;
        const uint person = qEnvironmentVariable(name).toUInt(&valid);
        if (valid)
            return {person, {}};
    }
    return {own, ::getgid()};
}

} // namespace reconnect::linux_os
