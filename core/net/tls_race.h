#pragma once

#include "core/net/tls_handshake.h"

#include <QHostAddress>
#include <QObject>

namespace reconnect {

// One TLS question to several addresses of a name at once. The first that shows a certificate
// decides, good or bad, because that is what a client gets; without any, the telling failure does.
class TlsRace : public QObject {
    Q_OBJECT

public:
    struct Outcome {
        QHostAddress address;
        TlsShown shown;
    };

    // `name` is what the certificate must be good for and what is sent as the name asked for
    // (SNI); empty: no name is sent, and the certificate can't be good for it.
    TlsRace(const QList<QHostAddress>& addresses, quint16 port, const QString& name,
            const QSslConfiguration& configuration, QObject* parent = nullptr);

    void start();
    // What is known by now; for an owner whose time is up.
    Outcome soFar() const;

signals:
    void done(const reconnect::TlsRace::Outcome& outcome); // once, from the event loop

private:
    struct Runner {
        QHostAddress address;
        QSslSocket* socket = nullptr;
        TlsHandshake* handshake = nullptr;
        TlsShown shown;
    };
    void settle(int index, const TlsShown& shown);

    QList<Runner> m_runners;
    quint16 m_port;
    QString m_name;
    int m_pending = 0;
    bool m_over = false;
};

} // namespace reconnect
