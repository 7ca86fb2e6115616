#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/firewall.h"
#include "platform/macos/firewall/pf_answers.h"

#include <optional>

namespace reconnect::macos::firewall {

// Asks socketfilterfw whether macOS' own firewall is on, and pfctl for the rules of the packet
// filter; changes nothing. Two readings: "macos-firewall", which lets out all packets whatever it
// is set to, and "pf", which only an administrator can read.
class MacFirewall : public Firewall {
public:
    // `user`: whose packets they are; none where that isn't known.
    MacFirewall(CommandRunner& runner, std::optional<quint32> user);

    void judge(const QList<OutgoingPacket>& packets, QObject* context, Done done) override;

private:
    CommandRunner& m_runner;
    std::optional<quint32> m_user;
};

// What each tool told. Pure.
FirewallReading applicationReading(const Result<CommandOutput>& state);
FirewallReading pfReading(const PfAnswers& answers, const QList<OutgoingPacket>& packets,
                          const std::optional<quint32>& user);

Command askApplicationFirewall();

} // namespace reconnect::macos::firewall
