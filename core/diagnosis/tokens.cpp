#include "core/diagnosis/diagnosis.h"

#include <array>
#include <utility>

namespace reconnect {
namespace {

template<class Value>
using Name = std::pair<Value, QLatin1String>;

constexpr std::array causeNames{
    Name<Cause>{Cause::None, QLatin1String("none")},
    Name<Cause>{Cause::NoNetwork, QLatin1String("no-network")},
    Name<Cause>{Cause::NoInternet, QLatin1String("no-internet")},
    Name<Cause>{Cause::CaptivePortal, QLatin1String("captive-portal")},
    Name<Cause>{Cause::DnsFailure, QLatin1String("dns-failure")},
    Name<Cause>{Cause::DnsBlocked, QLatin1String("dns-blocked")},
    Name<Cause>{Cause::DnsHijacked, QLatin1String("dns-hijacked")},
    Name<Cause>{Cause::HostsOverride, QLatin1String("hosts-override")},
    Name<Cause>{Cause::LocalFirewall, QLatin1String("local-firewall")},
    Name<Cause>{Cause::NetworkFirewall, QLatin1String("network-firewall")},
    Name<Cause>{Cause::UdpBlocked, QLatin1String("udp-blocked")},
    Name<Cause>{Cause::ProxyUnreachable, QLatin1String("proxy-unreachable")},
    Name<Cause>{Cause::ProxyBlocksZoom, QLatin1String("proxy-blocks-zoom")},
    Name<Cause>{Cause::ProxyAuthRequired, QLatin1String("proxy-auth-required")},
    Name<Cause>{Cause::ProxyPacBroken, QLatin1String("proxy-pac-broken")},
    Name<Cause>{Cause::TlsIntercepted, QLatin1String("tls-intercepted")},
    Name<Cause>{Cause::ClockWrong, QLatin1String("clock-wrong")},
    Name<Cause>{Cause::ZoomOutage, QLatin1String("zoom-outage")},
    Name<Cause>{Cause::Ipv6Broken, QLatin1String("ipv6-broken")},
    Name<Cause>{Cause::SlowNetwork, QLatin1String("slow-network")},
    Name<Cause>{Cause::ClientMissing, QLatin1String("client-missing")},
    Name<Cause>{Cause::ClientOutdated, QLatin1String("client-outdated")},
    Name<Cause>{Cause::ClientCorrupt, QLatin1String("client-corrupt")},
    Name<Cause>{Cause::Unknown, QLatin1String("unknown")},
};

constexpr std::array confidenceNames{
    Name<Confidence>{Confidence::Certain, QLatin1String("certain")},
    Name<Confidence>{Confidence::Likely, QLatin1String("likely")},
    Name<Confidence>{Confidence::Possible, QLatin1String("possible")},
};

constexpr std::array stageNames{
    Name<Stage>{Stage::Checks, QLatin1String("checks")},
    Name<Stage>{Stage::Firewall, QLatin1String("firewall")},
    Name<Stage>{Stage::Proxy, QLatin1String("proxy")},
    Name<Stage>{Stage::Reinstall, QLatin1String("reinstall")},
    Name<Stage>{Stage::Escalate, QLatin1String("escalate")},
};

constexpr std::array fixNames{
    Name<Fix>{Fix::RestartZoom, QLatin1String("restart-zoom")},
    Name<Fix>{Fix::FlushDns, QLatin1String("flush-dns")},
    Name<Fix>{Fix::SetClock, QLatin1String("set-clock")},
    Name<Fix>{Fix::TurnOffProxy, QLatin1String("turn-off-proxy")},
    Name<Fix>{Fix::TurnOffProxyScript, QLatin1String("turn-off-proxy-script")},
    Name<Fix>{Fix::RemoveHostsOverride, QLatin1String("remove-hosts-override")},
    Name<Fix>{Fix::AllowZoomInFirewall, QLatin1String("allow-zoom-in-firewall")},
    Name<Fix>{Fix::ClearZoomCache, QLatin1String("clear-zoom-cache")},
    Name<Fix>{Fix::ReinstallZoom, QLatin1String("reinstall-zoom")},
    Name<Fix>{Fix::RestartComputer, QLatin1String("restart-computer")},
    Name<Fix>{Fix::RestartRouter, QLatin1String("restart-router")},
    Name<Fix>{Fix::AntivirusException, QLatin1String("antivirus-exception")},
    Name<Fix>{Fix::SignInToNetwork, QLatin1String("sign-in-to-network")},
    Name<Fix>{Fix::AskIt, QLatin1String("ask-it")},
};

template<class Names, class Value>
QString nameIn(const Names& names, Value value)
{
    for (const auto& [known, name] : names)
        if (known == value)
            return name;
    return {};
}

template<class Names, class Value>
bool valueIn(const Names& names, const QString& text, Value& value)
{
    for (const auto& [known, name] : names) {
        if (name == text) {
            value = known;
            return true;
        }
    }
    return false;
}

} // namespace

QString token(Cause cause)
{
    return nameIn(causeNames, cause);
}

QString token(Confidence confidence)
{
    return nameIn(confidenceNames, confidence);
}

QString token(Stage stage)
{
    return nameIn(stageNames, stage);
}

QString token(Fix fix)
{
    return nameIn(fixNames, fix);
}

bool fromToken(const QString& text, Cause& cause)
{
    return valueIn(causeNames, text, cause);
}

bool fromToken(const QString& text, Fix& fix)
{
    return valueIn(fixNames, text, fix);
}

} // namespace reconnect
