#pragma once

#include "core/net/http_response.h"
#include "core/net/tls_handshake.h"

#include <QHostAddress>
#include <QUrl>

namespace reconnect {

inline bool isHttps(const QUrl& url)
{
    return url.scheme() == QStringLiteral("https");
}

// One GET on one connection of its own.
struct HttpQuestion {
    QUrl url; // http or https
    HttpLimits limits;
    bool byProxy = false; // the address spoken to is a proxy's: tunnel (https) or ask it (http)
};

struct HttpShown {
    QString error; // a token of EVIDENCE.md's http row; empty when there is an answer
    bool connected = false;
    TlsShown tls; // of https
    HttpResponse response;
};

// Connects to one literal address, so that Qt looks nothing up, and asks there. Sets no time limit.
class HttpExchange : public QObject {
    Q_OBJECT

public:
    HttpExchange(const QHostAddress& address, quint16 port, const HttpQuestion& question,
                 const QSslConfiguration& configuration, QObject* parent = nullptr);

    void start();
    // What is known so far; the error "timed-out" until it is over.
    const HttpShown& shown() const { return m_shown; }

signals:
    void done(); // once, from the event loop

private:
    void onConnected();
    void onError(QAbstractSocket::SocketError error);
    void ask();
    void read();
    void judge(HttpResponseReader::State state);
    void onTunnel();
    void finish(const QString& error);

    QHostAddress m_address;
    quint16 m_port;
    HttpQuestion m_question;
    QSslSocket* m_socket;
    ResetWatch* m_resets;
    TlsHandshake* m_handshake = nullptr;
    HttpResponseReader m_reader;
    HttpShown m_shown;
    bool m_inTunnel = false;  // the proxy has yet to answer CONNECT
    bool m_encrypted = false; // TLS stands, so what follows is HTTP's to judge
    bool m_over = false;
};

} // namespace reconnect
