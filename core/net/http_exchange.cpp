#include "core/net/http_exchange.h"

#include "core/net/socket_error.h"

#include <QNetworkProxy>

namespace reconnect {
namespace {

// Qt stops reading from the network while this much waits to be read.
constexpr qint64 readBuffer = 32 << 10;
constexpr quint16 httpPort = 80;
constexpr quint16 httpsPort = 443;

QByteArray hostOf(const QUrl& url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    return host.contains(':') ? '[' + host + ']' : host;
}

QByteArray hostHeader(const QUrl& url)
{
    const int usual = isHttps(url) ? httpsPort : httpPort;
    const int port = url.port(usual);
    return port == usual ? hostOf(url) : hostOf(url) + ':' + QByteArray::number(port);
}

QByteArray requestFor(const HttpQuestion& question)
{
    const QUrl& url = question.url;
    QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = "/";
    if (url.hasQuery())
        path += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    if (question.byProxy && !isHttps(url))
        path = "http://" + hostHeader(url) + path;
    return "GET " + path + " HTTP/1.1\r\nHost: " + hostHeader(url) +
           "\r\nUser-Agent: Mozilla/5.0 (compatible; Reconnect2026)"
           "\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
}

} // namespace

HttpExchange::HttpExchange(const QHostAddress& address, quint16 port, const HttpQuestion& question,
                           const QSslConfiguration& configuration, QObject* parent)
    : QObject(parent)
    , m_address(address)
    , m_port(port)
    , m_question(question)
    , m_socket(new QSslSocket(this))
    , m_resets(ResetWatch::of(m_socket))
    , m_reader(question.limits)
{
    m_shown.error = QStringLiteral("timed-out");
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->setReadBufferSize(readBuffer);
    if (isHttps(question.url)) {
        m_handshake = new TlsHandshake(m_socket, configuration);
        m_socket->setPeerVerifyName(question.url.host());
    }
}

void HttpExchange::start()
{
    connect(m_socket, &QAbstractSocket::connected, this, &HttpExchange::onConnected,
            Qt::QueuedConnection);
    connect(m_socket, &QIODevice::readyRead, this, &HttpExchange::read);
    connect(m_socket, &QAbstractSocket::errorOccurred, this, &HttpExchange::onError);
    if (m_handshake)
        connect(m_handshake, &TlsHandshake::done, this, [this](const TlsShown& shown) {
            m_shown.tls = shown;
            if (!shown.trusted) {
                finish(shown.error);
                return;
            }
            m_encrypted = true;
            ask();
        });
    if (isHttps(m_question.url) && !m_question.byProxy)
        m_socket->connectToHostEncrypted(m_address.toString(), m_port, m_question.url.host());
    else
        m_socket->connectToHost(m_address, m_port);
}

void HttpExchange::onConnected()
{
    m_shown.connected = true;
    if (!isHttps(m_question.url)) {
        ask();
    } else if (m_question.byProxy) {
        m_inTunnel = true;
        m_reader = HttpResponseReader({m_question.limits.head, 0, true});
        const QByteArray place =
            hostOf(m_question.url) + ':' + QByteArray::number(m_question.url.port(httpsPort));
        m_socket->write("CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n\r\n");
    }
}

void HttpExchange::ask()
{
    m_socket->write(requestFor(m_question));
}

void HttpExchange::read()
{
    if (m_over || (m_handshake && !m_encrypted && !m_inTunnel))
        return;
    // Read on while there is something: with a bounded buffer Qt says so only once.
    while (!m_over && m_socket->bytesAvailable() > 0)
        judge(m_reader.feed(m_socket->read(readBuffer)));
}

void HttpExchange::judge(HttpResponseReader::State state)
{
    switch (state) {
    case HttpResponseReader::State::Reading:
        return;
    case HttpResponseReader::State::Complete:
        if (m_inTunnel) {
            onTunnel();
            return;
        }
        m_shown.response = m_reader.response();
        finish({});
        return;
    case HttpResponseReader::State::NotHttp:
        finish(QStringLiteral("not-http"));
        return;
    case HttpResponseReader::State::TooLarge:
        finish(QStringLiteral("too-large"));
        return;
    case HttpResponseReader::State::CutOff:
        finish(QStringLiteral("closed"));
        return;
    }
}

void HttpExchange::onTunnel()
{
    const HttpResponse answer = m_reader.response();
    if (answer.status != 200) {
        m_shown.response = answer;
        finish(QStringLiteral("http-status"));
        return;
    }
    m_inTunnel = false;
    m_reader = HttpResponseReader(m_question.limits);
    m_socket->startClientEncryption();
}

void HttpExchange::onError(QAbstractSocket::SocketError error)
{
    // Until TLS stands, the follower of the handshake tells it.
    if (m_over || (m_handshake && !m_encrypted))
        return;
    if (error != QAbstractSocket::RemoteHostClosedError) {
        finish(socketErrorToken(error, m_shown.connected));
        return;
    }
    m_resets->whenKnown(this, [this](bool wasReset) {
        read();
        if (m_over)
            return;
        if (wasReset)
            finish(QStringLiteral("reset"));
        else
            judge(m_reader.ended());
    });
}

void HttpExchange::finish(const QString& error)
{
    if (m_over)
        return;
    m_over = true;
    m_shown.error = error;
    m_shown.connected = m_shown.connected || m_shown.tls.connected;
    // Later: this may be a slot of the socket that is about to be ended, or of start() itself.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_socket->abort();
            emit done();
        },
        Qt::QueuedConnection);
}

} // namespace reconnect
