#pragma once

#include "core/net/proxy_dialog.h"
#include "core/net/tls_handshake.h"

#include <QHostAddress>
#include <QObject>

namespace reconnect {

// One proxy, and the host that is asked for through it.
struct TunnelQuestion {
    ProxyScheme scheme = ProxyScheme::Http;
    QString proxyHost;             // what an https proxy's certificate must be good for
    QList<QHostAddress> addresses; // the proxy's; not empty
    quint16 proxyPort = 0;
    QString host;
    quint16 port = 443;
};

struct TunnelShown {
    bool connected = false; // TCP to the proxy stood
    bool open = false;      // the proxy agreed
    // Empty: TLS with the host stands (behind an https proxy: the tunnel does, see below). Else a
    // token of EVIDENCE.md's proxy:HOST:PORT; "timed-out" until it is over.
    QString error;
    int status = 0;
    QString reason;
    TlsShown tls; // with the host; of an https proxy whose certificate is no good, with that
};

// Goes through a proxy to a host and shakes hands there, as a client would. The first address of
// the proxy that connects is used. Qt can't do TLS within TLS, so behind an https proxy an agreed
// tunnel counts as success. Sets no time limit: the owner asks shown() when its own time is up.
class ProxyTunnel : public QObject {
    Q_OBJECT

public:
    ProxyTunnel(TunnelQuestion question, const QSslConfiguration& configuration,
                QObject* parent = nullptr);

    void start();
    const TunnelShown& shown() const { return m_shown; }

signals:
    void done(); // once, from the event loop

private:
    void onReady(QSslSocket* socket);
    void onFailure(QSslSocket* socket, const QString& error);
    void listen();
    void shakeHands();
    void finish(const QString& error);

    TunnelQuestion m_question;
    QSslConfiguration m_configuration;
    ProxyDialog m_dialog;
    TunnelShown m_shown;
    QList<QSslSocket*> m_sockets; // beside m_question.addresses
    QStringList m_errors;         // beside them; empty while one still tries
    QSslSocket* m_chosen = nullptr;
    TlsHandshake* m_handshake = nullptr;
    bool m_over = false;
};

} // namespace reconnect
