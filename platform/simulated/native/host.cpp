#include "platform/pac_engine.h"
#include "platform/posix/native/datagram_sender.h"
#include "platform/simulated/native/simulated_mac.h"

namespace reconnect {
namespace {

class SimulatedHost : public Host {
public:
    Ports ports() override { return m_host.ports(); }

private:
    macos::MacPlaces m_places = simulated::places();
    simulated::SimulatedRunner m_commands;
    simulated::SimulatedTools m_tools;
    posix::PosixDatagramSender m_datagrams;
    ProcessPacEngine m_pac{m_commands, m_places.programs + QStringLiteral("/reconnect2026-pac")};
    simulated::SimulatedResolver m_resolver;
    macos::MacHost m_host{{m_commands, m_tools, m_datagrams, m_pac, m_resolver}, m_places};
};

} // namespace

std::unique_ptr<Host> makeHost()
{
    return std::make_unique<SimulatedHost>();
}

} // namespace reconnect
