#pragma once

#include "tests/support/servers.h"

namespace reconnect::test {

// Passes everything on between a client and a server on loopback.
inline void splice(QTcpSocket* client, quint16 port)
{
    auto* server = new QTcpSocket(client);
    const auto pass = [](QTcpSocket* from, QTcpSocket* to) {
        QObject::connect(from, &QTcpSocket::readyRead, to, [=] { to->write(from->readAll()); });
        QObject::connect(from, &QTcpSocket::disconnected, to, [=] { to->disconnectFromHost(); });
    };
    pass(client, server);
    pass(server, client);
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

// Says each of `answers` in turn to what the client says, then passes on to the server at `port`.
inline LoopbackServer::Serve tunnelling(const QList<QByteArray>& answers, quint16 port)
{
    return [=](QTcpSocket* client) {
        auto step = std::make_shared<int>(0);
        QObject::connect(client, &QTcpSocket::readyRead, client, [=] {
            if (*step >= answers.size())
                return;
            client->readAll();
            const QByteArray answer = answers[(*step)++];
            if (*step == answers.size()) {
                // A later readyRead belongs to the tunnel.
                QObject::disconnect(client, &QTcpSocket::readyRead, nullptr, nullptr);
                splice(client, port);
            }
            client->write(answer);
        });
    };
}

// An HTTP proxy that gives one answer to CONNECTs for hosts that contain `host`, and passes every
// other on to the server at `port`.
inline LoopbackServer::Serve refusing(const QByteArray& host, const QByteArray& answer,
                                      quint16 port)
{
    return afterRequest([=](QTcpSocket* client, const QByteArray& head) {
        if (head.startsWith(QByteArray("CONNECT ").append(host))) {
            client->write(answer);
            client->disconnectFromHost();
            return;
        }
        QObject::disconnect(client, &QTcpSocket::readyRead, nullptr, nullptr);
        splice(client, port);
        client->write("HTTP/1.1 200 OK\r\n\r\n");
    });
}

} // namespace reconnect::test
