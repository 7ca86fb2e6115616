#include "core/diagnosis/rules.h"

#include <algorithm>

namespace reconnect {
namespace {

Stage stageOf(Cause cause)
{
    switch (cause) {
    case Cause::LocalFirewall:
    case Cause::TlsIntercepted:
        return Stage::Firewall;
    case Cause::ProxyUnreachable:
    case Cause::ProxyBlocksZoom:
    case Cause::ProxyAuthRequired:
    case Cause::ProxyPacBroken:
        return Stage::Proxy;
    case Cause::ClientMissing:
    case Cause::ClientOutdated:
    case Cause::ClientCorrupt:
        return Stage::Reinstall;
    case Cause::DnsBlocked:
    case Cause::DnsHijacked:
    case Cause::NetworkFirewall:
    case Cause::UdpBlocked:
    case Cause::Unknown:
        return Stage::Escalate;
    default:
        return Stage::Checks;
    }
}

QList<Fix> fixesOf(Cause cause)
{
    switch (cause) {
    case Cause::None:
        return {Fix::RestartZoom};
    case Cause::NoInternet:
    case Cause::Ipv6Broken:
    case Cause::SlowNetwork:
        return {Fix::RestartRouter};
    case Cause::CaptivePortal:
        return {Fix::SignInToNetwork};
    case Cause::DnsFailure:
        return {Fix::FlushDns, Fix::RestartRouter};
    case Cause::DnsBlocked:
    case Cause::DnsHijacked:
        return {Fix::FlushDns, Fix::AskIt};
    case Cause::HostsOverride:
        return {Fix::RemoveHostsOverride};
    case Cause::LocalFirewall:
        return {Fix::AllowZoomInFirewall, Fix::AntivirusException};
    case Cause::NetworkFirewall:
    case Cause::UdpBlocked:
    case Cause::ProxyBlocksZoom:
    case Cause::ProxyAuthRequired:
        return {Fix::AskIt};
    case Cause::ProxyUnreachable:
        return {Fix::TurnOffProxy};
    case Cause::ProxyPacBroken:
        return {Fix::TurnOffProxyScript};
    case Cause::TlsIntercepted:
        return {Fix::AntivirusException, Fix::AskIt};
    case Cause::ClockWrong:
        return {Fix::SetClock};
    case Cause::ClientOutdated:
    case Cause::ClientCorrupt:
        return {Fix::ReinstallZoom};
    case Cause::NoNetwork:
    case Cause::ZoomOutage:
    case Cause::ClientMissing: // a note; what it offers hangs on the network
    case Cause::Unknown:
        return {};
    }
    return {};
}

} // namespace

bool Found::has(Cause cause) const
{
    return std::any_of(m_findings.begin(), m_findings.end(),
                       [cause](const Finding& finding) { return finding.cause == cause; });
}

bool Found::hasAny(std::initializer_list<Cause> causes) const
{
    return std::any_of(causes.begin(), causes.end(), [this](Cause cause) { return has(cause); });
}

Finding finding(Cause cause, Confidence confidence, const Rows& grounds)
{
    Finding result;
    result.cause = cause;
    result.confidence = confidence;
    result.stage = stageOf(cause);
    result.evidence = idsOf(grounds);
    result.fixes = fixesOf(cause);
    return result;
}

Finding note(Cause cause, Confidence confidence, const Rows& grounds)
{
    return asNote(finding(cause, confidence, grounds));
}

Finding asNote(Finding finding)
{
    setValue(finding, "role", QStringLiteral("note"));
    return finding;
}

void setValue(Finding& finding, const char* key, const QString& value)
{
    if (!value.isEmpty())
        finding.values.insert(QString::fromLatin1(key), value);
}

} // namespace reconnect
