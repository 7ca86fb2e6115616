#pragma once

#include "tests/support/dns_messages.h"
#include "tests/support/servers.h"
#include "tests/support/udp_server.h"

#include <optional>

namespace reconnect::test {

// A name server on loopback that answers as a test wants: by UDP, and by TCP on the same port.
class DnsServer {
public:
    // overTcp: the bytes that are sent after a query has come in by TCP, length and all.
    explicit DnsServer(UdpServer::Serve overUdp,
                       std::function<QByteArray(const QByteArray&)> overTcp = {})
        : m_udp(std::move(overUdp))
    {
        if (overTcp)
            m_tcp.emplace(
                [serve = std::move(overTcp)](QTcpSocket* socket) {
                    QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, serve] {
                        const QByteArray answer = serve(socket->readAll().mid(2));
                        socket->write(answer);
                        if (!answer.isEmpty())
                            socket->disconnectFromHost();
                    });
                },
                QHostAddress(QHostAddress::LocalHost), m_udp.port());
    }
    quint16 port() const { return m_udp.port(); }
    int received() const { return m_udp.received; }
    int connections() const { return m_tcp ? m_tcp->connections : 0; }

private:
    UdpServer m_udp;
    std::optional<LoopbackServer> m_tcp;
};

// As it goes over TCP.
inline QByteArray dnsFramed(const QByteArray& message)
{
    return dns16(int(message.size())) + message;
}

} // namespace reconnect::test
