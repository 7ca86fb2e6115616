#include "core/net/proxy_tunnel.h"

#include "core/net/socket_error.h"
#include "core/net/telling.h"

#include <QNetworkProxy>

namespace reconnect {
namespace {

constexpr qint64 answerBuffer = 32 << 10; // more than any answer that is heard out

QString proxyErrorToken(QAbstractSocket::SocketError error, bool connected)
{
    const QString token = socketErrorToken(error, connected);
    if (token != QStringLiteral("failed"))
        return token;
    return connected ? QStringLiteral("closed") : QStringLiteral("unreachable");
}

} // namespace

ProxyTunnel::ProxyTunnel(TunnelQuestion question, const QSslConfiguration& configuration,
                         QObject* parent)
    : QObject(parent)
    , m_question(std::move(question))
    , m_configuration(configuration)
    , m_dialog(m_question.scheme, m_question.host, m_question.port)
{
    m_shown.error = QStringLiteral("timed-out");
}

void ProxyTunnel::start()
{
    const bool encrypted = m_question.scheme == ProxyScheme::Https;
    for (int i = 0; i < m_question.addresses.size(); ++i) {
        m_sockets.append(new QSslSocket(this));
        m_errors.append(QString());
    }
    for (int i = 0; i < m_sockets.size(); ++i) {
        QSslSocket* socket = m_sockets[i];
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->setReadBufferSize(answerBuffer);
        // Queued: a failure can come from within connectToHost().
        if (encrypted) {
            auto* handshake = new TlsHandshake(socket, m_configuration);
            connect(
                handshake, &TlsHandshake::done, this,
                [this, socket](const TlsShown& shown) {
                    m_shown.connected |= shown.connected;
                    if (shown.trusted) {
                        onReady(socket);
                    } else {
                        m_shown.tls = shown;
                        onFailure(socket, shown.error);
                    }
                },
                Qt::QueuedConnection);
            socket->connectToHostEncrypted(m_question.addresses[i].toString(), m_question.proxyPort,
                                           m_question.proxyHost);
            continue;
        }
        connect(
            socket, &QAbstractSocket::connected, this, [this, socket] { onReady(socket); },
            Qt::QueuedConnection);
        connect(
            socket, &QAbstractSocket::errorOccurred, this,
            [this, socket](QAbstractSocket::SocketError error) {
                onFailure(socket, proxyErrorToken(error, socket == m_chosen));
            },
            Qt::QueuedConnection);
        socket->connectToHost(m_question.addresses[i], m_question.proxyPort);
    }
}

void ProxyTunnel::onReady(QSslSocket* socket)
{
    if (m_over || m_chosen)
        return;
    m_chosen = socket;
    m_shown.connected = true;
    m_shown.tls = {};
    for (QSslSocket* other : std::as_const(m_sockets))
        if (other != socket)
            other->abort();
    connect(socket, &QIODevice::readyRead, this, &ProxyTunnel::listen);
    if (m_question.scheme == ProxyScheme::Https)
        connect(
            socket, &QAbstractSocket::errorOccurred, this,
            [this, socket](QAbstractSocket::SocketError error) {
                onFailure(socket, proxyErrorToken(error, true));
            },
            Qt::QueuedConnection);
    socket->write(m_dialog.opening());
    listen();
}

void ProxyTunnel::onFailure(QSslSocket* socket, const QString& error)
{
    // Once hands are shaken with the host, what goes wrong is the handshake's to say.
    if (m_over || m_handshake || (m_chosen && m_chosen != socket))
        return;
    if (m_chosen) {
        listen(); // the answer may have come with the end
        if (!m_handshake)
            finish(error);
        return;
    }
    m_errors[m_sockets.indexOf(socket)] = error;
    if (m_errors.contains(QString()))
        return;
    QList<reconnect::Attempt> attempts;
    for (int i = 0; i < m_errors.size(); ++i)
        attempts.append({m_question.addresses[i], m_errors[i], false});
    const QString telling = attempts[std::max(0, tellingAttempt(attempts))].error;
    static const QStringList plain{QStringLiteral("refused"), QStringLiteral("unreachable"),
                                   QStringLiteral("not-permitted"), QStringLiteral("closed"),
                                   QStringLiteral("timed-out")};
    if (plain.contains(telling)) {
        finish(telling);
        return;
    }
    // TLS with an https proxy failed: to a client it is no proxy at all.
    m_shown.reason = telling;
    finish(QStringLiteral("not-a-proxy"));
}

void ProxyTunnel::listen()
{
    while (!m_over && !m_handshake && m_chosen->bytesAvailable() > 0) {
        const auto step = m_dialog.hear(m_chosen->peek(answerBuffer));
        m_chosen->skip(step.consumed);
        m_shown.status = step.status;
        m_shown.reason = step.reason;
        if (!step.send.isEmpty())
            m_chosen->write(step.send);
        if (step.state == ProxyDialog::Step::State::Refused)
            finish(step.error);
        else if (step.state == ProxyDialog::Step::State::Open)
            shakeHands();
        else if (step.consumed == 0)
            return;
    }
}

void ProxyTunnel::shakeHands()
{
    m_shown.open = true;
    if (m_question.scheme == ProxyScheme::Https) {
        finish({});
        return;
    }
    m_chosen->setReadBufferSize(0); // from here on TLS bounds what it takes
    m_handshake = new TlsHandshake(m_chosen, m_configuration);
    connect(m_handshake, &TlsHandshake::done, this, [this](const TlsShown& shown) {
        m_shown.tls = shown;
        finish(shown.trusted ? QString() : QStringLiteral("tls-") + shown.error);
    });
    m_chosen->setPeerVerifyName(m_question.host);
    m_chosen->startClientEncryption();
}

void ProxyTunnel::finish(const QString& error)
{
    if (m_over)
        return;
    m_over = true;
    m_shown.error = error;
    for (QSslSocket* socket : std::as_const(m_sockets))
        socket->deleteLater();
    // Later: this may be within a signal of a socket.
    QMetaObject::invokeMethod(
        this, [this] { emit done(); }, Qt::QueuedConnection);
}

} // namespace reconnect
