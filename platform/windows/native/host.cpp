#include "platform/host.h"

#include "core/ports/clock.h"
#include "core/ports/proxy_settings.h"
#include "core/ports/system.h"
#include "platform/command_runner.h"
#include "platform/pac_engine.h"
#include "platform/windows/firewall/windows_firewall.h"
#include "platform/windows/native/datagram_sender.h"
#include "platform/windows/native/firewall_drops.h"
#include "platform/windows/native/firewall_store.h"
#include "platform/windows/native/firewall_surroundings.h"
#include "platform/windows/native/internet_settings.h"
#include "platform/windows/native/registry.h"
#include "platform/windows/native/security_sources.h"
#include "platform/windows/native/system_resolver.h"
#include "platform/windows/native/windows_system.h"
#include "platform/windows/native/zoom_parts.h"
#include "platform/windows/security/windows_security.h"

#include <QCoreApplication>
#include <QTimer>

namespace reconnect {
namespace {

using namespace windows_os;

class ComputerClock : public Clock {
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};

class WindowsHost : public Host {
public:
    Ports ports() override
    {
        return {m_clock,    m_datagrams, m_firewall, m_pac, m_proxies,
                m_security, m_system,    m_resolver, m_zoom};
    }

private:
    ComputerClock m_clock;
    WindowsDatagramSender m_datagrams;
    ProcessRunner m_commands;
    firewall::WindowsFirewall m_firewall{
        std::make_shared<firewall::ComFirewallStore>(), std::make_shared<firewall::WfpDropLog>(),
        [] { return firewall::lookAround(); }, firewall::nearNetworks};
    ProcessPacEngine m_pac{m_commands, QCoreApplication::applicationDirPath() +
                                           QStringLiteral("/reconnect2026-pac.exe")};
    NativeProxySnapshots m_snapshots;
    WindowsProxySettings m_proxies{m_snapshots};
    WindowsSecuritySoftware m_security{std::make_shared<WindowsSecuritySources>(),
                                       std::make_shared<NativeRegistry>(), knownPrograms()};
    WindowsSystem m_system;
    WindowsSystemResolver m_resolver;
    WindowsZoomClient m_zoom{zoomLook()};
};

} // namespace

std::unique_ptr<Host> makeHost()
{
    return std::make_unique<WindowsHost>();
}

} // namespace reconnect
