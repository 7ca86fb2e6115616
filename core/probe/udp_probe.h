#pragma once

#include "core/net/datagram_exchange.h"
#include "core/probe/names.h"
#include "core/probe/probe.h"
#include "core/probe/role.h"

#include <memory>
#include <optional>
#include <vector>

namespace reconnect {

// A media port that is asked by STUN.
struct UdpTarget {
    QString host;
    quint16 port = 0;
    Role role = Role::Zoom;
    bool answers = false; // see Endpoint
};

// udp:HOST:PORT, at two addresses of each family side by side; the first answer counts.
class UdpProbe : public Probe {
public:
    UdpProbe(UdpTarget target, std::shared_ptr<Names> names, DatagramSender& sender);

    // Where silence proves nothing, it is not waited out.
    static constexpr int silentPatienceMs = 1600;

protected:
    void run() override;
    void expired() override;

private:
    // One address of the host.
    struct Flow {
        QHostAddress address;
        QByteArray transaction;
        std::unique_ptr<DatagramExchange> exchange;
        int startedMs = 0;
        bool malformed = false;
        std::optional<SendStatus> failure;
    };

    void ask(const QList<QHostAddress>& addresses);
    void arrived(Flow& flow, const QByteArray& datagram);
    void failed(Flow& flow, SendStatus status);
    static QString symptomOf(const Flow& flow);
    QJsonObject detailOf(const Flow* flow) const;

    UdpTarget m_target;
    std::shared_ptr<Names> m_names;
    DatagramSender& m_sender;
    std::vector<std::unique_ptr<Flow>> m_flows;
};

} // namespace reconnect
