#pragma once

#include "core/net/tls_race.h"
#include "core/probe/names.h"
#include "core/probe/probe.h"
#include "core/probe/role.h"

namespace reconnect {

// tls:HOST:PORT, and for a Zoom host whose own addresses do not prove to be Zoom's also
// tls:HOST:PORT@ADDRESS for those that only an independent resolver gave.
class TlsProbe : public Probe {
    Q_OBJECT

public:
    struct Target {
        QString host;
        quint16 port = 443;
        Role role = Role::Zoom;
        bool sendName = true; // false: tls:HOST:PORT:no-sni, where any certificate is a pass
    };

    TlsProbe(const Target& target, std::shared_ptr<Names> names,
             const QSslConfiguration& configuration = tlsConfiguration());

    // Independent addresses are asked when the host's own have failed, or not answered so soon.
    static constexpr int patienceMs = 700;
    // After this, no more word from the independent resolvers is waited for.
    static constexpr int independentMs = 2000;

protected:
    void run() override;
    void expired() override;

private:
    void raceFor(const NameAnswer& answer);
    void settle(const Observation& own);
    void askIndependent();
    void settleIndependent(const QHostAddress& address, const TlsShown& shown);
    void concludeIfDone();
    Observation observationOf(const TlsRace::Outcome& outcome, Role role) const;

    Target m_target;
    std::shared_ptr<Names> m_names;
    QSslConfiguration m_configuration;
    TlsRace* m_race = nullptr;
    QList<QHostAddress> m_own;
    QList<QHostAddress> m_independent;
    QHash<QHostAddress, TlsRace*> m_independentRaces; // those that run
    QList<QHostAddress> m_asked;
    bool m_needed = false;  // the independent addresses are
    bool m_settled = false; // the row of the host's own addresses is out
    bool m_waitOver = false;
};

} // namespace reconnect
