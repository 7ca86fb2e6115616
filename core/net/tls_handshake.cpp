#include "core/net/tls_handshake.h"

#include "core/net/socket_error.h"
#include "core/net/tls_chain.h"

#include <QNetworkProxy>

namespace reconnect {
namespace {

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLSv1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLSv1.3");
    default:
        return {};
    }
}

// What came back is no TLS at all. Qt tells it by words alone; OpenSSL's are never translated.
bool saysNotTls(const QString& text)
{
    for (const char* reason :
         {"wrong version number", "http request", "https proxy request", "packet length too long",
          "record too small", "unexpected message", "bad record type", "unknown protocol"})
        if (text.contains(QLatin1String(reason)))
            return true;
    return false;
}

} // namespace

QSslConfiguration tlsConfiguration()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

TlsHandshake::TlsHandshake(QSslSocket* socket, const QSslConfiguration& configuration)
    : QObject(socket)
    , m_socket(socket)
    , m_resets(ResetWatch::of(socket))
{
    m_shown.error = QStringLiteral("timed-out");
    m_shown.connected = socket->state() == QAbstractSocket::ConnectedState;
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setSslConfiguration(configuration);
    connect(socket, &QAbstractSocket::connected, this, [this] { m_shown.connected = true; });
    connect(socket, &QSslSocket::alertReceived, this,
            [this](QSsl::AlertLevel, QSsl::AlertType type) {
                m_alert = m_alert || type != QSsl::AlertType::CloseNotify;
            });
    connect(socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        m_shown.verifyErrors = verifyTokens(errors);
        fail(m_shown.verifyErrors.value(0, QStringLiteral("bad-certificate")));
    });
    connect(socket, &QSslSocket::encrypted, this, [this] {
        if (m_over)
            return;
        m_over = true;
        m_shown.trusted = true;
        m_shown.error.clear();
        m_shown.chain = m_socket->peerCertificateChain();
        m_shown.protocol = protocolName(m_socket->sessionProtocol());
        emit done(m_shown);
    });
    connect(socket, &QAbstractSocket::errorOccurred, this, &TlsHandshake::onError);
}

void TlsHandshake::fail(const QString& error)
{
    if (m_over)
        return;
    m_over = true;
    m_shown.error = error;
    m_shown.chain = m_socket->peerCertificateChain();
    m_shown.protocol = protocolName(m_socket->sessionProtocol());
    // Later: the socket is in the middle of telling, and whoever hears of it may delete it.
    QMetaObject::invokeMethod(
        this, [this] { emit done(m_shown); }, Qt::QueuedConnection);
}

void TlsHandshake::onError(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::RemoteHostClosedError && !m_alert) {
        m_resets->whenKnown(this, [this](bool wasReset) {
            fail(wasReset ? QStringLiteral("reset") : QStringLiteral("closed"));
        });
        return;
    }
    if (m_alert)
        fail(QStringLiteral("alert"));
    else if (error != QAbstractSocket::SslHandshakeFailedError &&
             error != QAbstractSocket::SslInternalError)
        fail(socketErrorToken(error, m_shown.connected));
    else
        fail(saysNotTls(m_socket->errorString()) ? QStringLiteral("not-tls")
                                                 : QStringLiteral("failed"));
}

} // namespace reconnect
