#include "platform/host.h"

#include "core/ports/clock.h"
#include "platform/command_runner.h"
#include "platform/linux/firewall/linux_firewall.h"
#include "platform/linux/native/packet_paths.h"
#include "platform/linux/proxy/linux_proxy_settings.h"
#include "platform/linux/security/linux_security.h"
#include "platform/linux/system/linux_system.h"
#include "platform/linux/zoom/linux_zoom_client.h"
#include "platform/pac_engine.h"
#include "platform/posix/native/datagram_sender.h"
#include "platform/posix/native/system_resolver.h"

#include <QCoreApplication>
#include <QDir>

namespace reconnect {
namespace {

using namespace linux_os;

class ComputerClock : public Clock {
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};

class LinuxHost : public Host {
public:
    Ports ports() override
    {
        return {m_clock,    m_datagrams, m_firewall, m_pac, m_proxies,
                m_security, m_system,    m_resolver, m_zoom};
    }

private:
    ComputerClock m_clock;
    posix::PosixDatagramSender m_datagrams;
    ProcessRunner m_commands;
    firewall::LinuxFirewall m_firewall{m_commands, findPaths, currentSender()};
    ProcessPacEngine m_pac{m_commands, QCoreApplication::applicationDirPath() +
                                           QStringLiteral("/reconnect2026-pac")};
    LinuxProxySettings m_proxies{m_commands};
    LinuxSecuritySoftware m_security{knownPrograms()};
    LinuxSystem m_system;
    posix::PosixSystemResolver m_resolver;
    LinuxZoomClient m_zoom{m_commands, {{}, QDir::homePath()}};
};

} // namespace

std::unique_ptr<Host> makeHost()
{
    return std::make_unique<LinuxHost>();
}

} // namespace reconnect
