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

    // The system says after 3 s that nobody has the address (three questions by ARP or neighbour
    // discovery, RFC 4861 section 10; the same in Linux' ARP).
    static constexpr int patienceMs = 3300;

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
