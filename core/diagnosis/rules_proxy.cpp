#include "core/diagnosis/rules.h"

#include <QJsonArray>

namespace reconnect {
namespace {

bool letsOthersPass(Row proxy)
{
    return text(proxy, "controlOutcome") == QLatin1String("passed");
}

bool isCertificate(Row proxy)
{
    return hasError(proxy,
                    {"tls-untrusted-issuer", "tls-self-signed", "tls-name-mismatch", "tls-expired",
                     "tls-not-yet-valid", "tls-revoked", "tls-bad-certificate"});
}

// What is wrong with a proxy that was asked; certificates inside it are the tls rules'.
Cause causeOf(Row proxy)
{
    if (hasError(proxy, {"auth-required"}))
        return Cause::ProxyAuthRequired;
    if (hasError(proxy, {"blocked"}))
        return Cause::ProxyBlocksZoom;
    if (letsOthersPass(proxy))
        return Cause::ProxyBlocksZoom;
    const bool tunnels =
        hasError(proxy, {"bad-gateway"}) || proxy->error.startsWith(QLatin1String("tls-"));
    // It does as it should, and stands before the same closed door.
    return tunnels && text(proxy, "controlError").isEmpty() ? Cause::ProxyBlocksZoom
                                                            : Cause::ProxyUnreachable;
}

// The line under the proxy is dead, or its name can't be looked up: nothing of the proxy's own.
bool followsFromLower(Row proxy, const Found& found)
{
    const QHostAddress address(text(proxy, "host").isEmpty()
                                   ? proxy->id.section(QLatin1Char(':'), 1, 1)
                                   : text(proxy, "host"));
    const bool here =
        address.isLoopback() || proxy->id.startsWith(QLatin1String("proxy:localhost:"));
    if (hasError(proxy, {"not-permitted"}))
        return found.has(Cause::LocalFirewall);
    if (hasError(proxy, {"name-unknown"}))
        return found.hasAny({Cause::NoNetwork, Cause::NoInternet, Cause::DnsFailure});
    const bool lineDead = found.hasAny({Cause::NoNetwork, Cause::NoInternet, Cause::CaptivePortal});
    const bool noAnswer = proxy->outcome == Outcome::TimedOut ||
                          hasError(proxy, {"unreachable", "bad-gateway", "closed"});
    return !here && noAnswer && lineDead;
}

QString reasonOf(Row proxy)
{
    const QString reason = text(proxy, "reason");
    const int status = proxy->detail.value(QStringLiteral("status")).toInt();
    if (status == 0)
        return reason;
    return reason.isEmpty() ? QString::number(status)
                            : QStringLiteral("%1 %2").arg(status).arg(reason);
}

QString placesOf(Row proxy)
{
    for (const char* key : {"places", "sources"}) {
        QStringList places;
        for (const QJsonValue place : proxy->detail.value(QLatin1String(key)).toArray())
            places.append(place.toString());
        if (!places.isEmpty())
            return places.join(QStringLiteral(", "));
    }
    return text(proxy, "place");
}

} // namespace

void describeProxy(Finding& finding, Row proxy)
{
    const QString address = proxy->id.section(QLatin1Char(':'), 1);
    setValue(finding, "host", proxy->target.isEmpty() ? address : proxy->target);
    setValue(finding, "place", placesOf(proxy));
    setValue(finding, "reason", reasonOf(proxy));
}

Cause proxyCause(Row proxy)
{
    return causeOf(proxy);
}

Answer brokenProxy(const Facts& facts, const Found& found)
{
    for (const Row proxy : facts.proxies.used) {
        if (!bad(proxy) || isCertificate(proxy) || followsFromLower(proxy, found))
            continue;
        const Cause cause = causeOf(proxy);
        // Behind a proxy that others pass, Zoom itself may be what is down.
        if (cause == Cause::ProxyBlocksZoom && hasError(proxy, {"bad-gateway"}) &&
            found.has(Cause::ZoomOutage))
            continue;
        const bool direct = facts.zoom.direct == Known::Yes;
        const bool saysSo = hasError(proxy, {"auth-required", "blocked", "refused", "name-unknown",
                                             "not-a-proxy", "bad-setting"});
        Finding result = finding(cause, direct || saysSo ? Confidence::Certain : Confidence::Likely,
                                 {proxy, facts.zoom.tls});
        describeProxy(result, proxy);
        if (direct)
            setValue(result, "mechanism", QStringLiteral("direct-works"));
        const Fix off = flag(proxy, "fromScript") ? Fix::TurnOffProxyScript : Fix::TurnOffProxy;
        if (cause == Cause::ProxyUnreachable)
            result.fixes = direct ? QList<Fix>{off} : QList<Fix>{off, Fix::AskIt};
        else if (direct)
            result.fixes.prepend(off);
        return result;
    }
    return {};
}

Answer brokenProxyScript(const Facts& facts, const Found& found)
{
    const Row script = facts.proxies.script;
    if (!facts.proxies.scriptBroken() || !facts.proxies.used.isEmpty())
        return {};
    const bool notThere =
        script->outcome == Outcome::TimedOut || hasError(script, {"name-unknown", "unreachable"});
    if (notThere && found.hasAny({Cause::NoNetwork, Cause::NoInternet, Cause::CaptivePortal,
                                  Cause::DnsFailure}))
        return {};
    Finding result = finding(Cause::ProxyPacBroken, Confidence::Likely, {script, facts.zoom.tls});
    setValue(result, "url", script->id.section(QLatin1Char(':'), 2));
    setValue(result, "place", placesOf(script));
    setValue(result, "reason", script->error);
    return result;
}

} // namespace reconnect
