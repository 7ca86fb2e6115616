#pragma once

#include "core/endpoints.h"
#include "core/ports/firewall.h"
#include "core/probe/names.h"
#include "core/probe/probe.h"

#include <QSet>

#include <memory>

namespace reconnect {

// firewall:PRODUCT, one for each product the computer may have: would its rules let Zoom's packets
// out? Also asks for those to the name servers, and where Zoom's names give no address for those to
// one far away in its stead: a firewall that denies everything, names included, would go unseen.
class FirewallProbe : public Probe {
    Q_OBJECT

public:
    FirewallProbe(Firewall& firewall, const Endpoints& endpoints,
                  const QList<QHostAddress>& nameServers, std::shared_ptr<Names> names);

    // How long addresses are waited for; what has none by then is judged without. With the time
    // that the tools need it fits in a probe's limit.
    static constexpr int namesMs = 1700;
    static constexpr int maxRules = 20;
    static constexpr int maxPackets = 24; // listed a rule

protected:
    void run() override;
    void expired() override;

private:
    void add(Transport transport, const QHostAddress& address, quint16 port);
    void askFor(const QString& host, Transport transport, const QList<quint16>& ports);
    void addStandIn();
    void judge();
    void conclude(const QList<FirewallReading>& readings);

    Firewall& m_firewall;
    Endpoints m_endpoints;
    QList<QHostAddress> m_nameServers;
    std::shared_ptr<Names> m_names;
    QList<OutgoingPacket> m_packets;
    QSet<QString> m_known; // the packets, as text
    int m_lookups = 0;
    bool m_addressed = false; // a Zoom name gave a far address
    bool m_judging = false;
};

} // namespace reconnect
