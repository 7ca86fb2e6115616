#include "core/diagnosis/rules.h"

#include <QJsonArray>

namespace reconnect {
namespace {

// What the client can't do without.
const QStringList connecting{QStringLiteral("tcp 443")};
const QStringList asking{QStringLiteral("udp 53"), QStringLiteral("tcp 53")}; // for names

// The part of a reading that stops packets of these kinds.
QJsonObject stoppingRule(Row firewall, const QStringList& kinds)
{
    const QJsonArray rules = firewall->detail.value(QStringLiteral("rules")).toArray();
    for (const QJsonValue rule : rules) {
        const QJsonArray packets = rule[QStringLiteral("packets")].toArray();
        if (packets.isEmpty())
            return rule.toObject();
        for (const QJsonValue packet : packets) {
            const QStringList parts = packet.toString().split(QLatin1Char(' '));
            if (kinds.contains(parts.first() + QLatin1Char(' ') + parts.last()))
                return rule.toObject();
        }
    }
    return {};
}

// Rules for Zoom's program, which what is tried here doesn't meet, stop it at every address that
// answered.
bool stopsClientAlone(Row firewall, const Facts& facts)
{
    QStringList stopped;
    const QJsonArray rules = firewall->detail.value(QStringLiteral("rules")).toArray();
    for (const QJsonValue rule : rules)
        if (rule[QStringLiteral("clientOnly")].toBool())
            for (const QJsonValue packet : rule[QStringLiteral("packets")].toArray())
                stopped.append(packet.toString());
    if (stopped.isEmpty() || !passed(facts.zoom.tcp))
        return false;
    bool any = false;
    const QJsonArray addresses =
        facts.zoom.tcp->detail.value(QStringLiteral("addresses")).toArray();
    for (const QJsonValue one : addresses) {
        if (one[QStringLiteral("outcome")].toString() != QLatin1String("passed"))
            continue;
        any = true;
        if (!stopped.contains(
                QStringLiteral("tcp %1 443").arg(one[QStringLiteral("address")].toString())))
            return false;
    }
    return any;
}

bool stops(Row firewall)
{
    return firewall->detail.value(QStringLiteral("rules")).toArray().isEmpty() ||
           !stoppingRule(firewall, connecting).isEmpty();
}

// The only security program that may hold a rule which can't be read; of several nobody knows.
QString possibleHolder(const Facts& facts)
{
    QStringList names;
    for (const Row program : facts.local.programs)
        if (program->error == QLatin1String("may-stop"))
            names.append(text(program, "name"));
    return names.size() == 1 ? names.first() : QString();
}

// By the rule that was read: `firewall`, for packets of these kinds.
Finding blockedBy(Row firewall, const Rows& grounds, const QStringList& kinds = connecting)
{
    Finding result = finding(Cause::LocalFirewall, Confidence::Certain, grounds);
    const QJsonObject rule = stoppingRule(firewall, kinds);
    const QString chain = rule.value(QStringLiteral("chain")).toString();
    // Of a filter that dropped, its maker is what a person knows.
    const bool isFilter = text(firewall, "product") == QLatin1String("windows-filtering-platform");
    setValue(result, "product", isFilter && !chain.isEmpty() ? chain : text(firewall, "product"));
    setValue(result, "rule", rule.value(QStringLiteral("rule")).toString());
    return result;
}

// By a rule that was not read.
Finding blockedHere(const Facts& facts, Confidence confidence, const Rows& grounds)
{
    Finding result = finding(Cause::LocalFirewall, confidence, grounds);
    setValue(result, "holder", possibleHolder(facts));
    return result;
}

Rows forbiddenUdp(const Facts& facts)
{
    Rows rows;
    for (const Row row : facts.zoom.udp)
        if (hasError(row, {"not-permitted"}))
            rows.append(row);
    return rows;
}

// The questions to the name servers, where none of them was let out.
Rows forbiddenQuestions(const Facts& facts)
{
    Rows rows;
    for (const Row row : facts.zoom.servers) {
        if (hasError(row, {"not-permitted"}))
            rows.append(row);
        else if (asked(row))
            return {};
    }
    return rows;
}

Row blockingQuestions(const Facts& facts)
{
    for (const Row row : facts.local.blocking)
        if (!stoppingRule(row, asking).isEmpty())
            return row;
    return nullptr;
}

// Refused well before the router can have answered, so by this computer itself.
bool refusedTooSoon(const Facts& facts)
{
    const Row gateway = facts.line.gateway;
    if (!hasError(facts.zoom.tcp, {"refused"}) || !passed(gateway) || gateway->durationMs < 4)
        return false;
    const QJsonArray addresses =
        facts.zoom.tcp->detail.value(QStringLiteral("addresses")).toArray();
    bool any = false;
    for (const QJsonValue address : addresses) {
        if (address[QStringLiteral("error")].toString() != QLatin1String("refused"))
            continue;
        any = true;
        if (address[QStringLiteral("ms")].toInt(gateway->durationMs) * 4 > gateway->durationMs)
            return false;
    }
    return any;
}

// What was seen speaks against a rule of this computer: its rules were read, or datagrams that are
// known to be answered left it and were not. Where TCP alone is stopped, a rule for TCP may do it.
bool leftThisComputer(const Facts& facts)
{
    if (facts.local.rulesRead)
        return true;
    for (const Row row : facts.zoom.udp)
        if (bad(row) && flag(row, "answers") && !hasError(row, {"not-permitted"}))
            return true;
    return false;
}

// Who stops Zoom is open: what would tell, and where the person goes for it.
void leaveOpen(Finding& result, const Facts& facts)
{
    setValue(result, "settle",
             facts.local.needsRights ? QStringLiteral("rights") : QStringLiteral("other-network"));
    if (!facts.local.needsRights)
        return;
    result.stage = Stage::Firewall;
    result.evidence += idsOf({facts.local.needsRights});
    result.fixes.prepend(Fix::AllowZoomInFirewall);
}

} // namespace

Answer localFirewall(const Facts& facts, const Found& found)
{
    if (found.has(Cause::CaptivePortal))
        return {};
    const Path path = pathToZoom(facts, found);
    const bool getsOut = path.connected() || passed(facts.zoom.tcp);
    for (const Row row : facts.local.blocking)
        if (stops(row) && !getsOut)
            return blockedBy(row, {row, path.tcp, path.tls});
    if (found.has(Cause::NoNetwork))
        return {};
    if (path.end == Path::End::Forbidden)
        return blockedHere(facts, Confidence::Certain, {path.tcp, path.tls});
    const Rows questions = forbiddenQuestions(facts);
    if (!questions.isEmpty() && !passed(facts.zoom.system)) {
        const Row firewall = blockingQuestions(facts);
        const Rows grounds = Rows{firewall} + questions + Rows{facts.zoom.system};
        return firewall ? blockedBy(firewall, grounds, asking)
                        : blockedHere(facts, Confidence::Certain, grounds);
    }
    for (const Row row : facts.proxies.used)
        if (hasError(row, {"not-permitted"}))
            return blockedHere(facts, Confidence::Likely, {row});
    const Rows forbidden = forbiddenUdp(facts);
    const bool toZoomFails =
        path.stopped() || (path.end == Path::End::NotAsked && !getsOut && !facts.controls.answer());
    if (!forbidden.isEmpty() && toZoomFails)
        return blockedHere(facts, facts.local.rulesRead ? Confidence::Likely : Confidence::Certain,
                           forbidden + Rows{path.tcp, path.tls});
    if (refusedTooSoon(facts) && !facts.local.rulesRead && !path.atOtherAddresses)
        return blockedHere(facts, Confidence::Likely, {path.tcp, facts.line.gateway});
    return {};
}

Answer clientFirewall(const Facts& facts, const Found&)
{
    // Through a proxy Zoom goes to other addresses than the rule was asked about.
    if (facts.proxies.working())
        return {};
    for (const Row row : facts.local.blocking)
        if (stopsClientAlone(row, facts))
            return blockedBy(row, {row});
    return {};
}

Answer networkFirewall(const Facts& facts, const Found& found)
{
    if (found.hasAny({Cause::NoNetwork, Cause::CaptivePortal, Cause::NoInternet,
                      Cause::LocalFirewall, Cause::SlowNetwork, Cause::Ipv6Broken,
                      Cause::ZoomOutage}))
        return {};
    if (!facts.controls.answer())
        return {};
    const Path path = pathToZoom(facts, found);
    const auto blocked = [](Confidence confidence, const Rows& grounds, const char* mechanism) {
        Finding result = finding(Cause::NetworkFirewall, confidence, grounds);
        setValue(result, "mechanism", QString::fromLatin1(mechanism));
        return result;
    };
    if (path.stopped()) {
        const bool left = leftThisComputer(facts);
        const bool zoomIsUp = facts.status.fine;
        const char* mechanism = path.end == Path::End::Silent ? "silence" : "refused";
        const Confidence confidence = left && zoomIsUp   ? Confidence::Certain
                                      : left || zoomIsUp ? Confidence::Likely
                                                         : Confidence::Possible;
        Finding result =
            blocked(confidence,
                    Rows{path.tcp, path.tls} + facts.controls.connected + Rows{facts.status.fine},
                    mechanism);
        if (!left)
            leaveOpen(result, facts);
        return result;
    }
    if (!path.connected())
        return {};
    const bool cut = (path.tls && path.tls->outcome == Outcome::TimedOut) ||
                     hasError(path.tls, {"reset", "closed", "alert", "not-tls", "failed", "refused",
                                         "unreachable"});
    if (cut && passed(facts.zoom.noSni) && !path.atOtherAddresses)
        return blocked(Confidence::Certain, {path.tls, facts.zoom.noSni, path.tcp}, "name-filter");
    if (cut)
        return blocked(Confidence::Likely,
                       Rows{path.tls, facts.zoom.noSni} + facts.controls.tlsPassed(), "cut");
    const bool pageInPlace =
        passed(facts.zoom.tls) && (hasError(facts.zoom.http, {"refused-by-page", "redirected-away",
                                                              "reset", "closed", "alert"}));
    if (pageInPlace)
        return blocked(Confidence::Likely, {facts.zoom.http, facts.zoom.tls}, "page");
    return {};
}

} // namespace reconnect
