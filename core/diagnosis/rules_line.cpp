#include "core/diagnosis/rules.h"

namespace reconnect {
namespace {

Finding notConnected(Confidence confidence, const Rows& grounds, const char* mechanism)
{
    Finding result = finding(Cause::NoNetwork, confidence, grounds);
    setValue(result, "mechanism", QString::fromLatin1(mechanism));
    return result;
}

// A proxy of this network that answers shows a network where nobody goes out without it.
bool proxyAnswers(const Facts& facts)
{
    for (const Row row : facts.proxies.used) {
        const bool own = QHostAddress(text(row, "host")).isLoopback() ||
                         row->target.startsWith(QLatin1String("127.")) ||
                         row->target.startsWith(QLatin1String("localhost"));
        const bool passesOn = text(row, "controlOutcome") == QLatin1String("passed") ||
                              hasError(row, {"auth-required", "blocked"});
        const bool turnsAway = hasError(row, {"refused", "not-a-proxy"});
        if (passesOn || (turnsAway && !own))
            return true;
    }
    // The server of the script answered, with something that can't be used.
    return hasError(facts.proxies.script,
                    {"http-status", "too-large", "malformed", "looped", "crashed", "no-result"});
}

} // namespace

Answer noNetwork(const Facts& facts, const Found&)
{
    if (facts.controls.answer() || passed(facts.zoom.tcp))
        return {};
    const LineFacts& line = facts.line;
    if (hasError(line.link, {"no-link"}))
        return notConnected(Confidence::Certain, {line.link}, "link");
    const bool no6 = !passed(line.address6);
    if (hasError(line.address4, {"no-address", "link-local-only"}) && no6)
        return notConnected(Confidence::Certain, {line.address4, line.address6}, "address");
    if (hasError(line.route4, {"no-default-route"}) && !passed(line.route6) && !proxyAnswers(facts))
        return notConnected(Confidence::Certain, {line.route4, line.route6}, "route");
    return {};
}

Answer captivePortal(const Facts& facts, const Found& found)
{
    if (found.has(Cause::NoNetwork) || !facts.line.signInPage || facts.zoom.direct == Known::Yes)
        return {};
    Rows pages;
    for (const Row row : facts.line.portalChecks)
        if (hasError(row, {"portal"}))
            pages.append(row);
    const bool all = pages.size() == facts.line.portalChecks.size();
    return finding(Cause::CaptivePortal, all ? Confidence::Certain : Confidence::Likely, pages);
}

Answer noInternet(const Facts& facts, const Found& found)
{
    if (found.hasAny({Cause::NoNetwork, Cause::CaptivePortal, Cause::LocalFirewall}))
        return {};
    const ControlFacts& controls = facts.controls;
    const bool zoomAnswers = passed(facts.zoom.tcp) || passed(facts.zoom.tls);
    if (controls.answer() || zoomAnswers || controls.tcp.isEmpty() || proxyAnswers(facts))
        return {};
    // By names alone a dead resolver looks the same.
    const bool byNameOnly = controls.literals.isEmpty() && controls.resolved.isEmpty();
    if (byNameOnly && !controls.unresolved.isEmpty())
        return {};
    const bool routerAnswers = passed(facts.line.gateway);
    const bool several = controls.tcp.size() > 1;
    Finding result = finding(Cause::NoInternet,
                             routerAnswers && several ? Confidence::Certain : Confidence::Likely,
                             controls.tcp + Rows{facts.line.gateway, facts.zoom.tcp});
    if (!routerAnswers)
        setValue(result, "mechanism", QStringLiteral("gateway-silent"));
    return result;
}

} // namespace reconnect
