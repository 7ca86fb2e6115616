#include "platform/command_runner.h"
#include "platform/macos/mac_host.h"
#include "platform/macos/native/person.h"
#include "platform/pac_engine.h"
#include "platform/posix/native/datagram_sender.h"
#include "platform/posix/native/system_resolver.h"
#include "platform/process_tools.h"

namespace reconnect {
namespace {

using namespace macos;

class NativeMacHost : public Host {
public:
    Ports ports() override { return m_host.ports(); }

private:
    MacPlaces m_places = placesOf(currentUser());
    ProcessRunner m_commands;
    ProcessTools m_tools;
    posix::PosixDatagramSender m_datagrams;
    ProcessPacEngine m_pac{m_commands, m_places.programs + QStringLiteral("/reconnect2026-pac")};
    posix::PosixSystemResolver m_resolver;
    MacHost m_host{{m_commands, m_tools, m_datagrams, m_pac, m_resolver}, m_places};
};

} // namespace

std::unique_ptr<Host> makeHost()
{
    return std::make_unique<NativeMacHost>();
}

} // namespace reconnect
