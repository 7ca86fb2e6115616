#pragma once

#include "core/probe/probe.h"

#include <QHostAddress>
#include <QList>

class QTcpSocket;

namespace reconnect {

// route:gateway: whether the first router is there at all. Any answer over TCP counts, a refusal
// too; many routers give none, so silence proves nothing.
class GatewayProbe : public Probe {
public:
    explicit GatewayProbe(const QHostAddress& gateway, QList<quint16> ports = {53, 80, 443});

    // Unreachable is what the system says at once. That nobody has the address (ARP, neighbour
    // discovery) it says after 3 s, but Qt tries every address twice before it tells (6.4,
    // qabstractsocket.cpp), which is longer than a probe may take: such a router is silent here.
    static constexpr int patienceMs = 1500;

protected:
    void run() override;
    void expired() override;

private:
    void ended(QTcpSocket* socket);

    QHostAddress m_gateway;
    QList<quint16> m_ports;
    int m_pending = 0;
    bool m_unreachable = false;
};

} // namespace reconnect
