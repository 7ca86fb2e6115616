#include "core/diagnosis/diagnosis.h"

#include "core/tokens.h"

#include <array>

namespace reconnect {
namespace {

constexpr std::array causeNames{
    TokenName<Cause>{Cause::None, QLatin1String("none")},
    TokenName<Cause>{Cause::NoNetwork, QLatin1String("no-network")},
    TokenName<Cause>{Cause::NoInternet, QLatin1String("no-internet")},
    TokenName<Cause>{Cause::CaptivePortal, QLatin1String("captive-portal")},
    TokenName<Cause>{Cause::DnsFailure, QLatin1String("dns-failure")},
    TokenName<Cause>{Cause::DnsBlocked, QLatin1String("dns-blocked")},
    TokenName<Cause>{Cause::DnsHijacked, QLatin1String("dns-hijacked")},
    TokenName<Cause>{Cause::HostsOverride, QLatin1String("hosts-override")},
    TokenName<Cause>{Cause::LocalFirewall, QLatin1String("local-firewall")},
    TokenName<Cause>{Cause::NetworkFirewall, QLatin1String("network-firewall")},
    TokenName<Cause>{Cause::UdpBlocked, QLatin1String("udp-blocked")},
    TokenName<Cause>{Cause::ProxyUnreachable, QLatin1String("proxy-unreachable")},
    TokenName<Cause>{Cause::ProxyBlocksZoom, QLatin1String("proxy-blocks-zoom")},
    TokenName<Cause>{Cause::ProxyAuthRequired, QLatin1String("proxy-auth-required")},
    TokenName<Cause>{Cause::ProxyPacBroken, QLatin1String("proxy-pac-broken")},
    TokenName<Cause>{Cause::TlsIntercepted, QLatin1String("tls-intercepted")},
    TokenName<Cause>{Cause::ClockWrong, QLatin1String("clock-wrong")},
    TokenName<Cause>{Cause::ZoomOutage, QLatin1String("zoom-outage")},
    TokenName<Cause>{Cause::Ipv6Broken, QLatin1String("ipv6-broken")},
    TokenName<Cause>{Cause::SlowNetwork, QLatin1String("slow-network")},
    TokenName<Cause>{Cause::ClientMissing, QLatin1String("client-missing")},
    TokenName<Cause>{Cause::ClientOutdated, QLatin1String("client-outdated")},
    TokenName<Cause>{Cause::ClientCorrupt, QLatin1String("client-corrupt")},
    TokenName<Cause>{Cause::Unknown, QLatin1String("unknown")},
};

constexpr std::array confidenceNames{
    TokenName<Confidence>{Confidence::Certain, QLatin1String("certain")},
    TokenName<Confidence>{Confidence::Likely, QLatin1String("likely")},
    TokenName<Confidence>{Confidence::Possible, QLatin1String("possible")},
};

constexpr std::array stageNames{
    TokenName<Stage>{Stage::Checks, QLatin1String("checks")},
    TokenName<Stage>{Stage::Firewall, QLatin1String("firewall")},
    TokenName<Stage>{Stage::Proxy, QLatin1String("proxy")},
    TokenName<Stage>{Stage::Reinstall, QLatin1String("reinstall")},
    TokenName<Stage>{Stage::Escalate, QLatin1String("escalate")},
};

constexpr std::array fixNames{
    TokenName<Fix>{Fix::RestartZoom, QLatin1String("restart-zoom")},
    TokenName<Fix>{Fix::FlushDns, QLatin1String("flush-dns")},
    TokenName<Fix>{Fix::SetClock, QLatin1String("set-clock")},
    TokenName<Fix>{Fix::TurnOffProxy, QLatin1String("turn-off-proxy")},
    TokenName<Fix>{Fix::TurnOffProxyScript, QLatin1String("turn-off-proxy-script")},
    TokenName<Fix>{Fix::RemoveHostsOverride, QLatin1String("remove-hosts-override")},
    TokenName<Fix>{Fix::AllowZoomInFirewall, QLatin1String("allow-zoom-in-firewall")},
    TokenName<Fix>{Fix::ClearZoomCache, QLatin1String("clear-zoom-cache")},
    TokenName<Fix>{Fix::ReinstallZoom, QLatin1String("reinstall-zoom")},
    TokenName<Fix>{Fix::RestartComputer, QLatin1String("restart-computer")},
    TokenName<Fix>{Fix::RestartRouter, QLatin1String("restart-router")},
    TokenName<Fix>{Fix::AntivirusException, QLatin1String("antivirus-exception")},
    TokenName<Fix>{Fix::SignInToNetwork, QLatin1String("sign-in-to-network")},
    TokenName<Fix>{Fix::AskIt, QLatin1String("ask-it")},
};

} // namespace

QString token(Cause cause)
{
    return tokenIn(causeNames, cause);
}

QString token(Confidence confidence)
{
    return tokenIn(confidenceNames, confidence);
}

QString token(Stage stage)
{
    return tokenIn(stageNames, stage);
}

QString token(Fix fix)
{
    return tokenIn(fixNames, fix);
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
