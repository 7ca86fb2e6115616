#include "core/net/tls_race.h"

#include "core/net/telling.h"

namespace reconnect {

TlsRace::TlsRace(const QList<QHostAddress>& addresses, quint16 port, const QString& name,
                 const QSslConfiguration& configuration, QObject* parent)
    : QObject(parent)
    , m_port(port)
    , m_name(name)
{
    for (const QHostAddress& address : addresses) {
        auto* socket = new QSslSocket(this);
        auto* handshake = new TlsHandshake(socket, configuration);
        m_runners.append({address, socket, handshake, handshake->shown()});
    }
}

void TlsRace::start()
{
    m_pending = int(m_runners.size());
    for (int i = 0; i < m_runners.size(); ++i) {
        const Runner& runner = m_runners[i];
        // Queued: a failure can come from within connectToHostEncrypted().
        connect(
            runner.handshake, &TlsHandshake::done, this,
            [this, i](const TlsShown& shown) { settle(i, shown); }, Qt::QueuedConnection);
        // A literal address: Qt looks nothing up, and sends it as no name when there is no other.
        if (m_name.isEmpty())
            runner.socket->connectToHostEncrypted(runner.address.toString(), m_port);
        else
            runner.socket->connectToHostEncrypted(runner.address.toString(), m_port, m_name);
    }
}

void TlsRace::settle(int index, const TlsShown& shown)
{
    if (m_over)
        return;
    Runner& runner = m_runners[index];
    runner.shown = shown;
    runner.handshake = nullptr;
    --m_pending;
    if (!shown.chain.isEmpty()) {
        m_over = true;
        emit done({runner.address, shown});
    } else if (m_pending == 0) {
        m_over = true;
        emit done(soFar());
    }
}

TlsRace::Outcome TlsRace::soFar() const
{
    QList<Attempt> attempts;
    QList<Outcome> outcomes;
    for (const Runner& runner : m_runners) {
        const TlsShown shown = runner.handshake ? runner.handshake->shown() : runner.shown;
        attempts.append({runner.address, shown.error, shown.connected});
        outcomes.append({runner.address, shown});
    }
    return outcomes.value(tellingAttempt(attempts));
}

} // namespace reconnect
