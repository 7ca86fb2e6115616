#pragma once

#include "core/probe/probe.h"
#include "tests/support/wait.h"

#include <QFile>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <functional>
#include <memory>

namespace reconnect::test {

// A listener on loopback that hands each connection to `serve`.
class LoopbackServer {
public:
    using Serve = std::function<void(QTcpSocket*)>;

    explicit LoopbackServer(Serve serve = {}, const QHostAddress& address = QHostAddress::LocalHost,
                            quint16 port = 0)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server,
                         [this, serve = std::move(serve)] {
                             while (QTcpSocket* socket = m_server.nextPendingConnection()) {
                                 ++connections;
                                 if (serve)
                                     serve(socket);
                             }
                         });
        listening = m_server.listen(address, port);
    }
    quint16 port() const { return m_server.serverPort(); }

    int connections = 0;
    bool listening = false;

private:
    QTcpServer m_server;
};

// Calls `then` once a whole request head (or, for TLS, a first flight) has come in.
inline LoopbackServer::Serve afterRequest(std::function<void(QTcpSocket*, QByteArray)> then)
{
    return [then = std::move(then)](QTcpSocket* socket) {
        auto head = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [=] {
            head->append(socket->readAll());
            if (head->contains("\r\n\r\n"))
                then(socket, std::exchange(*head, {}));
        });
    };
}

inline LoopbackServer::Serve answering(const QByteArray& answer)
{
    return afterRequest([answer](QTcpSocket* socket, const QByteArray&) {
        socket->write(answer);
        socket->disconnectFromHost();
    });
}

// Cuts the connection when the client speaks. What is left unread makes the system send a reset.
inline LoopbackServer::Serve resetting()
{
    return [](QTcpSocket* socket) {
        socket->setReadBufferSize(1);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->abort(); });
    };
}

// A certificate of tests/data/tls.
inline QList<QSslCertificate> certificates(const char* name)
{
    return QSslCertificate::fromPath(QStringLiteral(TEST_DATA "/tls/") + QString::fromLatin1(name) +
                                     QStringLiteral(".pem"));
}

// A TLS server on loopback with a certificate of tests/data/tls.
class TlsServer {
public:
    explicit TlsServer(const char* name, LoopbackServer::Serve serve = {},
                       const QHostAddress& address = QHostAddress::LocalHost)
    {
        QFile file(QStringLiteral(TEST_DATA "/tls/") + QString::fromLatin1(name) +
                   QStringLiteral(".key"));
        (void)file.open(QIODevice::ReadOnly);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(certificates(name));
        configuration.setPrivateKey(QSslKey(&file, QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_server.setSslConfiguration(configuration);
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server,
                         [this, serve = std::move(serve)] {
                             while (QTcpSocket* socket = m_server.nextPendingConnection()) {
                                 ++connections;
                                 if (serve)
                                     serve(socket);
                             }
                         });
        listening = m_server.listen(address, 0);
    }
    quint16 port() const { return m_server.serverPort(); }

    int connections = 0;
    bool listening = false;

private:
    QSslServer m_server;
};

// Trusts the tests' own authority and nothing else.
inline QSslConfiguration trustingTestRoot()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setCaCertificates(certificates("ca"));
    return configuration;
}

// A port of loopback on which nobody listens.
inline quint16 deadPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

// Runs one probe to its end.
inline QList<Observation> observe(Probe& probe, int timeoutMs = 3000)
{
    QList<Observation> observations;
    bool finished = false;
    QObject::connect(&probe, &Probe::observed, &probe,
                     [&](const Observation& observation) { observations.append(observation); });
    QObject::connect(&probe, &Probe::finished, &probe, [&] { finished = true; });
    probe.start(timeoutMs);
    waitFor([&] { return finished; }, timeoutMs + 3000);
    probe.disconnect();
    return observations;
}

} // namespace reconnect::test
