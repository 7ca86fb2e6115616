#include "platform/host.h"

#include "core/ports/clock.h"
#include "core/ports/firewall.h"
#include "core/ports/proxy_settings.h"
#include "core/ports/system.h"
#include "platform/command_runner.h"
#include "platform/pac_engine.h"
#include "platform/windows/native/datagram_sender.h"
#include "platform/windows/native/system_resolver.h"
#include "platform/windows/native/zoom_parts.h"

#include <QCoreApplication>
#include <QTimer>

namespace reconnect {
namespace {

using namespace windows_os;

class ComputerClock : public Clock {
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
};

class NoFirewall : public Firewall {
public:
    void judge(const QList<OutgoingPacket>&, QObject* context, Done done) override
    {
        QTimer::singleShot(0, context, [done = std::move(done)] { done({}); });
    }
};

class NoProxies : public ProxySettings {
public:
    void read(QObject* context, Done done) override
    {
        QTimer::singleShot(0, context, [done = std::move(done)] { done({}); });
    }
};

class NoSystem : public System {
public:
    QString osName() const override { return QStringLiteral("windows"); }
    QString osVersion() const override { return QStringLiteral("Windows"); }
    Result<NetworkState> network() const override { return failure(ErrorCode::Unsupported); }
    QString hostsPath() const override { return {}; }
    Result<QByteArray> hostsFile() const override { return failure(ErrorCode::Unsupported); }
};

class WindowsHost : public Host {
public:
    Ports ports() override
    {
        return {m_clock, m_datagrams, m_firewall, m_pac, m_proxies, m_system, m_resolver, m_zoom};
    }

private:
    ComputerClock m_clock;
    WindowsDatagramSender m_datagrams;
    ProcessRunner m_commands;
    NoFirewall m_firewall;
    ProcessPacEngine m_pac{m_commands, QCoreApplication::applicationDirPath() +
                                           QStringLiteral("/reconnect2026-pac.exe")};
    NoProxies m_proxies;
    NoSystem m_system;
    WindowsSystemResolver m_resolver;
    WindowsZoomClient m_zoom{zoomLook()};
};

} // namespace

std::unique_ptr<Host> makeHost()
{
    return std::make_unique<WindowsHost>();
}

} // namespace reconnect
