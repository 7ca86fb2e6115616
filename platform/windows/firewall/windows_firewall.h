#pragma once

#include "platform/windows/firewall/drop_events.h"
#include "platform/windows/firewall/rule_match.h"

#include <memory>

namespace reconnect::windows_os::firewall {

// What is around, asked for on the thread that reads; may block for as long as the store.
using LookAround = std::function<Surroundings()>;
// The networks around, asked for on the thread that judges; must be quick.
using NearNetworks = std::function<Networks()>;

// Reads the rules, and what was dropped, on a thread of its own for each question. One that hangs
// in a service of Windows is left behind, and keeps what it uses alive.
class WindowsFirewall : public Firewall {
public:
    WindowsFirewall(std::shared_ptr<FirewallStore> store, std::shared_ptr<DropLog> drops,
                    LookAround lookAround, NearNetworks nearNetworks);

    void judge(const QList<OutgoingPacket>& packets, QObject* context, Done done) override;

private:
    std::shared_ptr<FirewallStore> m_store;
    std::shared_ptr<DropLog> m_drops;
    LookAround m_lookAround;
    NearNetworks m_nearNetworks;
    // One is made for each checkup: what was dropped before is none of its business.
    const QDateTime m_begun = QDateTime::currentDateTimeUtc();
};

} // namespace reconnect::windows_os::firewall
