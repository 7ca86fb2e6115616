#pragma once

#include <QNetworkDatagram>
#include <QUdpSocket>
#include <functional>

namespace reconnect::test {

// A UDP server on loopback; `serve` gives the datagrams to answer each with.
class UdpServer {
public:
    using Serve = std::function<QList<QByteArray>(const QByteArray&)>;

    explicit UdpServer(Serve serve = {}, const QHostAddress& address = QHostAddress::LocalHost)
    {
        QObject::connect(&m_socket, &QUdpSocket::readyRead, &m_socket,
                         [this, serve = std::move(serve)] {
                             while (m_socket.hasPendingDatagrams()) {
                                 const QNetworkDatagram query = m_socket.receiveDatagram();
                                 ++received;
                                 if (!serve)
                                     continue;
                                 for (const QByteArray& answer : serve(query.data()))
                                     m_socket.writeDatagram(answer, query.senderAddress(),
                                                            quint16(query.senderPort()));
                             }
                         });
        listening = m_socket.bind(address, 0);
    }
    quint16 port() const { return m_socket.localPort(); }

    int received = 0;
    bool listening = false;

private:
    QUdpSocket m_socket;
};

// A port of loopback that answers every datagram with "port unreachable".
inline quint16 deadUdpPort()
{
    QUdpSocket socket;
    socket.bind(QHostAddress(QHostAddress::LocalHost), 0);
    return socket.localPort();
}

} // namespace reconnect::test
