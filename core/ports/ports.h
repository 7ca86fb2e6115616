#pragma once

namespace reconnect {

class Clock;
class DatagramSender;
class Firewall;
class PacEngine;
class ProxySettings;
class SecuritySoftware;
class System;
class SystemResolver;
class ZoomClient;

// Every way in which core reaches the computer. Filled once, by the composition root; all of it
// is used on the thread that runs the probes and outlives them.
struct Ports {
    Clock& clock;
    DatagramSender& datagrams;
    Firewall& firewall;
    PacEngine& pac;
    ProxySettings& proxies;
    SecuritySoftware& security;
    System& system;
    SystemResolver& resolver;
    ZoomClient& zoom;
};

} // namespace reconnect
