#include "core/net/proxy_dialog.h"

#include "core/net/http_head.h"

namespace reconnect {
namespace {

using Step = ProxyDialog::Step;

constexpr int maxReason = 100;

Step refused(const char* error, int status = 0, const QString& reason = {})
{
    Step step;
    step.state = Step::State::Refused;
    step.error = QString::fromLatin1(error);
    step.status = status;
    step.reason = reason;
    return step;
}

Step open(qsizetype consumed, int status = 0)
{
    Step step;
    step.state = Step::State::Open;
    step.consumed = consumed;
    step.status = status;
    return step;
}

QString printable(const QByteArray& text)
{
    QString shown;
    for (const QChar letter : QString::fromUtf8(text.left(4 * maxReason)))
        if (letter.isPrint() && shown.size() < maxReason)
            shown += letter;
    return shown.trimmed();
}

const char* errorFor(int status)
{
    if (status == 407)
        return "auth-required";
    // A web server that was never meant as a proxy answers so.
    if (status == 400 || status == 404 || status == 405 || status == 501)
        return "not-a-proxy";
    return status >= 500 ? "bad-gateway" : "blocked";
}

QByteArray bigEndian(quint16 number)
{
    QByteArray bytes(2, '\0');
    bytes[0] = char(number >> 8);
    bytes[1] = char(number & 0xff);
    return bytes;
}

int byteAt(const QByteArray& bytes, qsizetype at)
{
    return quint8(bytes[at]);
}

// RFC 1928, section 6.
Step socks5Refusal(int code)
{
    constexpr int notAllowed = 2;
    static const QStringList words{
        QString(),
        QStringLiteral("general failure"),
        QStringLiteral("not allowed by its rules"),
        QStringLiteral("network unreachable"),
        QStringLiteral("host unreachable"),
        QStringLiteral("connection refused"),
        QStringLiteral("time to live expired"),
        QStringLiteral("command not supported"),
        QStringLiteral("address type not supported"),
    };
    if (code >= words.size())
        return refused("not-a-proxy", code);
    return refused(code == notAllowed ? "blocked" : "bad-gateway", code, words[code]);
}

} // namespace

ProxyDialog::ProxyDialog(ProxyScheme scheme, const QString& host, quint16 port)
    : m_scheme(scheme)
    , m_host(host.toLatin1().left(255)) // as long as SOCKS 5 can say
    , m_port(port)
{
}

QByteArray ProxyDialog::opening() const
{
    switch (m_scheme) {
    case ProxyScheme::Socks4: {
        // An address that can't be (0.0.0.1) says that the name follows.
        const QByteArray noAddress = QByteArrayLiteral("\x00\x00\x00\x01");
        return QByteArrayLiteral("\x04\x01") + bigEndian(m_port) + noAddress + '\0' + m_host + '\0';
    }
    case ProxyScheme::Socks5:
        // Offers no login, and one by password, so that a proxy that wants it can say so.
        return QByteArrayLiteral("\x05\x02\x00\x02");
    case ProxyScheme::Http:
    case ProxyScheme::Https:
        break;
    }
    const QByteArray host = m_host.contains(':') ? '[' + m_host + ']' : m_host;
    const QByteArray place = host + ':' + QByteArray::number(m_port);
    return "CONNECT " + place + " HTTP/1.1\r\nHost: " + place +
           "\r\nUser-Agent: Mozilla/5.0 (compatible; Reconnect2026)\r\n\r\n";
}

Step ProxyDialog::hear(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return {};
    switch (m_scheme) {
    case ProxyScheme::Socks4:
        return hearSocks4(bytes);
    case ProxyScheme::Socks5:
        return hearSocks5(bytes);
    case ProxyScheme::Http:
    case ProxyScheme::Https:
        break;
    }
    return hearHttp(bytes);
}

Step ProxyDialog::hearHttp(const QByteArray& bytes)
{
    const HttpHead head = readHttpHead(bytes);
    if (head.state == HttpHead::State::Incomplete)
        return {};
    if (head.state != HttpHead::State::Complete)
        return refused("not-a-proxy");
    if (head.status < 200) {
        Step interim;
        interim.consumed = head.size;
        return interim;
    }
    if (head.status < 300)
        return open(head.size, head.status);
    return refused(errorFor(head.status), head.status, printable(head.reason));
}

Step ProxyDialog::hearSocks4(const QByteArray& bytes) const
{
    constexpr qsizetype replySize = 8;
    if (byteAt(bytes, 0) != 0)
        return refused("not-a-proxy");
    if (bytes.size() < replySize)
        return {};
    const int code = byteAt(bytes, 1);
    switch (code) {
    case 90:
        return open(replySize, code);
    case 91:
        return refused("bad-gateway", code, QStringLiteral("rejected or failed"));
    case 92:
    case 93:
        return refused("auth-required", code);
    default:
        return refused("not-a-proxy", code);
    }
}

Step ProxyDialog::hearSocks5(const QByteArray& bytes)
{
    if (byteAt(bytes, 0) != 5)
        return refused("not-a-proxy");
    if (bytes.size() < 2)
        return {};
    const int code = byteAt(bytes, 1);
    if (!m_greeted) {
        if (code == 2 || code == 255)
            return refused("auth-required", code);
        if (code != 0)
            return refused("not-a-proxy", code);
        m_greeted = true;
        Step next;
        next.consumed = 2;
        next.send = QByteArrayLiteral("\x05\x01\x00\x03") + char(m_host.size()) + m_host +
                    bigEndian(m_port);
        return next;
    }
    if (code != 0)
        return socks5Refusal(code);
    if (bytes.size() < 5)
        return {};
    // Version, code, a zero, then the address it uses: its kind, itself and a port.
    const int kind = byteAt(bytes, 3);
    const int addressSize = kind == 1 ? 4 : kind == 4 ? 16 : kind == 3 ? 1 + byteAt(bytes, 4) : -1;
    if (addressSize < 0)
        return refused("not-a-proxy");
    const qsizetype replySize = 4 + addressSize + 2;
    if (bytes.size() < replySize)
        return {};
    return open(replySize, code);
}

} // namespace reconnect
