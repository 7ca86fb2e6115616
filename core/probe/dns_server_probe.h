#pragma once

#include "core/net/dns_exchange.h"
#include "core/probe/names.h"
#include "core/probe/probe.h"
#include "core/probe/role.h"

#include <memory>

namespace reconnect {

// A question for one name server, past the system's resolver.
struct DirectQuestion {
    enum class Server {
        Configured,  // its addresses may serve in place of the system's answer
        Independent, // a resolver of others; many networks let nobody ask it
    };
    Server kind = Server::Configured;
    QHostAddress server;
    quint16 port = 53;
    QString name;
    DnsType type = DnsType::A;
    Role role = Role::Zoom;
    bool teach = true; // give what is learnt to Names
};

// dns:server:ADDRESS:NAME:TYPE and dns:independent:ADDRESS:NAME:A
class DnsServerProbe : public Probe {
public:
    DnsServerProbe(DirectQuestion question, std::shared_ptr<Names> names, DatagramSender& sender);

    // Independent resolvers are asked twice, and not waited for longer: where a network forbids
    // them, that alone must not make a checkup slow.
    static constexpr int independentPatienceMs = 1700;

protected:
    void run() override;
    void expired() override;

private:
    void tell(const DnsOutcome& outcome);

    DirectQuestion m_question;
    std::shared_ptr<Names> m_names;
    DnsExchange m_exchange;
};

} // namespace reconnect
