#pragma once

#include "core/ports/clock.h"
#include "platform/host.h"
#include "platform/macos/firewall/mac_firewall.h"
#include "platform/macos/proxy/mac_proxy_settings.h"
#include "platform/macos/security/mac_security.h"
#include "platform/macos/system/mac_system.h"
#include "platform/macos/zoom/mac_zoom_client.h"

namespace reconnect::macos {

// Where things lie and whose they are. native/ has the real ones; the simulated Mac those of a
// folder.
struct MacPlaces {
    QString root; // before every absolute path of the system; "" for the real ones
    QString home; // of the person; "" where there is none
    quint32 user = 0;
    QString programs; // the folder of this program and those beside it

    ZoomFolders zoom() const { return {root, home}; }
};

// What a Mac's ports stand on. All of it outlives them.
struct MacSeams {
    CommandRunner& commands;
    Tools& tools;
    DatagramSender& datagrams;
    PacEngine& pac;
    SystemResolver& resolver;
};

class MacHost : public Host {
public:
    MacHost(const MacSeams& seams, const MacPlaces& places);

    Ports ports() override;

private:
    class ComputerClock : public Clock {
    public:
        QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
    };

    MacSeams m_seams;
    ComputerClock m_clock;
    firewall::MacFirewall m_firewall;
    MacProxySettings m_proxies;
    MacSecuritySoftware m_security;
    MacSystem m_system;
    MacZoomClient m_zoom;
};

} // namespace reconnect::macos
