#include "core/diagnosis/diagnosis.h"

#include "core/diagnosis/rules.h"

#include <algorithm>
#include <array>

namespace reconnect {
namespace {

// The order in which the rules are asked, each seeing what those before it found: what decides
// how other things look comes first. `direct` ones judge the way that has no proxy in it.
struct Step {
    Rule rule;
    bool direct;
};
constexpr std::array steps{
    Step{noNetwork, false},         Step{captivePortal, false},  Step{hostsOverride, true},
    Step{dnsBlocked, true},         Step{dnsHijacked, true},     Step{localFirewall, true},
    Step{noInternet, false},        Step{zoomOutage, false},     Step{slowNetwork, true},
    Step{dnsFailure, true},         Step{ipv6Broken, true},      Step{networkFirewall, true},
    Step{clockWrong, false},        Step{tlsIntercepted, false}, Step{brokenProxy, false},
    Step{brokenProxyScript, false},
};

// The order in which causes are named: from the lowest layer up.
constexpr std::array rank{Cause::NoNetwork,         Cause::CaptivePortal,   Cause::NoInternet,
                          Cause::DnsFailure,        Cause::HostsOverride,   Cause::DnsBlocked,
                          Cause::DnsHijacked,       Cause::LocalFirewall,   Cause::NetworkFirewall,
                          Cause::SlowNetwork,       Cause::Ipv6Broken,      Cause::ClockWrong,
                          Cause::TlsIntercepted,    Cause::ProxyPacBroken,  Cause::ProxyUnreachable,
                          Cause::ProxyAuthRequired, Cause::ProxyBlocksZoom, Cause::ZoomOutage,
                          Cause::ClientOutdated,    Cause::ClientCorrupt};

bool isLower(const Finding& a, const Finding& b)
{
    // What is only possible comes after what is known.
    const bool guessA = a.confidence == Confidence::Possible;
    const bool guessB = b.confidence == Confidence::Possible;
    if (guessA != guessB)
        return guessB;
    return std::find(rank.begin(), rank.end(), a.cause) <
           std::find(rank.begin(), rank.end(), b.cause);
}

Finding undecided(const Facts& facts, const QString& settle)
{
    Finding result = finding(Cause::Unknown, Confidence::Possible,
                             {facts.zoom.tls, facts.zoom.tcp, facts.zoom.system});
    setValue(result, "settle", settle);
    return result;
}

QString whatWouldSettle(const Facts& facts)
{
    if (facts.connects == Known::NotKnown)
        return {};
    return facts.controls.answer() ? QStringLiteral("status-page")
                                   : QStringLiteral("other-network");
}

Finding working(const Facts& facts)
{
    const Row proxy = facts.proxies.working();
    const bool pageToo = proxy || passed(facts.zoom.http);
    Finding result =
        finding(Cause::None, pageToo ? Confidence::Certain : Confidence::Likely,
                proxy ? Rows{proxy} : Rows{facts.zoom.tls, facts.zoom.http, facts.zoom.tcp});
    if (proxy)
        setValue(result, "mechanism", QStringLiteral("proxy"));
    return result;
}

Found faultsOf(const Facts& facts)
{
    Found found;
    if (facts.connects == Known::Yes) {
        // A line of the hosts file that misleads another Zoom host stops the client later on.
        if (facts.proxies.goesDirect())
            if (const Answer answer = hostsOverride(facts, found))
                found.add(*answer);
        if (const Answer answer = clientFirewall(facts, found))
            found.add(*answer);
        for (const Finding& fault : clientFaults(facts))
            found.add(fault);
        return found;
    }
    for (const auto& [rule, direct] : steps) {
        if (direct && facts.proxies.alive())
            continue;
        if (const Answer answer = rule(facts, found))
            found.add(*answer);
    }
    return found;
}

} // namespace

Diagnosis diagnose(const Evidence& evidence)
{
    const Facts facts(evidence);
    Diagnosis diagnosis;
    if (evidence.cancelled) {
        diagnosis.verdict = undecided(facts, QStringLiteral("cancelled"));
        diagnosis.verdict.stage = Stage::Checks;
        return diagnosis;
    }
    const Found found = faultsOf(facts);
    diagnosis.notes = notesOf(facts, found);
    diagnosis.otherCauses = found.findings();
    std::stable_sort(diagnosis.otherCauses.begin(), diagnosis.otherCauses.end(), isLower);
    if (!diagnosis.otherCauses.isEmpty())
        diagnosis.verdict = diagnosis.otherCauses.takeFirst();
    else if (facts.connects == Known::Yes)
        diagnosis.verdict = working(facts);
    else
        diagnosis.verdict = undecided(facts, whatWouldSettle(facts));
    return diagnosis;
}

} // namespace reconnect
