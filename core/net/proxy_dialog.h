#pragma once

#include "core/ports/proxy_settings.h"

#include <QByteArray>

namespace reconnect {

// What is said to a proxy, and heard, until a tunnel to one host stands: HTTP's CONNECT (RFC 9110
// 9.3.6), SOCKS 5 (RFC 1928) or SOCKS 4a, the name left to the proxy. No user name or password is
// ever given. Pure: bytes in, bytes out; holds nothing of what it heard.
class ProxyDialog {
public:
    struct Step {
        enum class State { More, Open, Refused };
        State state = State::More;
        qsizetype consumed = 0; // of the bytes heard; the rest belongs to what comes next
        QByteArray send;
        QString error;  // when refused: "auth-required", "blocked", "bad-gateway", "not-a-proxy"
        int status = 0; // of HTTP, or the reply code of SOCKS
        QString reason; // the proxy's own words, at most 100 printable characters
    };

    ProxyDialog(ProxyScheme scheme, const QString& host, quint16 port);

    QByteArray opening() const;
    // bytes: all that has come and was not consumed yet.
    Step hear(const QByteArray& bytes);

private:
    Step hearHttp(const QByteArray& bytes);
    Step hearSocks4(const QByteArray& bytes) const;
    Step hearSocks5(const QByteArray& bytes);

    ProxyScheme m_scheme;
    QByteArray m_host;
    quint16 m_port;
    bool m_greeted = false; // SOCKS 5: the way to log in is settled
};

} // namespace reconnect
