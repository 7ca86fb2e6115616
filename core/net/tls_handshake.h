#pragma once

#include "core/net/reset_watch.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QStringList>

namespace reconnect {

// How our TLS clients are set up: this computer's own store of authorities (read piece by piece
// where the system allows, so that making this costs next to nothing), peers always verified.
QSslConfiguration tlsConfiguration();

// What one handshake showed. Nothing is forgiven: with any verifyErrors it has failed.
struct TlsShown {
    bool connected = false; // TCP stood
    bool trusted = false;   // the handshake is complete and the certificate good for the name
    QString error;          // token of EVIDENCE.md's tls row; empty when trusted
    QString protocol;       // "TLSv1.3"; empty when unknown
    QStringList verifyErrors;
    QList<QSslCertificate> chain; // as the other side sent it, leaf first
};

// Follows one handshake on a socket, whether it begins with connectToHostEncrypted() or, inside a
// proxy's tunnel, with startClientEncryption(). Make it before either is called. Sets no time
// limit: the owner asks shown() when its own time is up.
class TlsHandshake : public QObject {
    Q_OBJECT

public:
    // Becomes the socket's child. Turns proxies off on it.
    TlsHandshake(QSslSocket* socket, const QSslConfiguration& configuration);

    // What is known so far; the error "timed-out" until it is over.
    TlsShown shown() const { return m_shown; }

signals:
    // Once, from the event loop. When trusted, the socket is ready for use, else it is of no use.
    void done(const reconnect::TlsShown& shown);

private:
    void fail(const QString& error);
    void onError(QAbstractSocket::SocketError error);

    QSslSocket* m_socket;
    ResetWatch* m_resets;
    TlsShown m_shown;
    bool m_alert = false;
    bool m_over = false;
};

} // namespace reconnect
