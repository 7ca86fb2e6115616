#include "platform/host.h"

#include "core/ports/clock.h"
#include "core/ports/zoom_client.h"
#include "platform/command_runner.h"
#include "platform/linux/firewall/linux_firewall.h"
#include "platform/linux/native/datagram_sender.h"
#include "platform/linux/native/packet_paths.h"
#include "platform/linux/native/system_resolver.h"
#include "platform/linux/proxy/linux_proxy_settings.h"
#include "platform/linux/system/linux_system.h"
#include "platform/pac_engine.h"

#include <QCoreApplication>
#include <QTimer>

namespace reconnect {
namespace {

using namespace linux_os;

class ComputerClock : public Clock {
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};

// Stands in until the real one is there; says that it could not tell.
class UnreadZoomClient : public ZoomClient {
public:
    void inspect(QObject* context, Done done) override
    {
        QTimer::singleShot(0, context, [done = std::move(done)] {
            done(failure(ErrorCode::Unsupported, QStringLiteral("not read")));
        });
    }
};

class LinuxHost : public Host {
public:
    Ports ports() override
    {
        return {m_clock, m_datagrams, m_firewall, m_pac, m_proxies, m_system, m_resolver, m_zoom};
    }

private:
    ComputerClock m_clock;
    LinuxDatagramSender m_datagrams;
    ProcessRunner m_commands;
    firewall::LinuxFirewall m_firewall{m_commands, findPaths, currentSender()};
    ProcessPacEngine m_pac{m_commands, QCoreApplication::applicationDirPath() +
                                           QStringLiteral("/reconnect2026-pac")};
    LinuxProxySettings m_proxies{m_commands};
    LinuxSystem m_system;
    LinuxSystemResolver m_resolver;
    UnreadZoomClient m_zoom;
};

} // namespace

std::unique_ptr<Host> makeHost()
{
    return std::make_unique<LinuxHost>();
}

} // namespace reconnect
