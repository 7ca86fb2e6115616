#include "core/diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

namespace reconnect {
namespace {

void noteProxies(const Facts& facts, const Found& found, QList<Finding>& notes)
{
    const auto add = [&notes](Row proxy) {
        Finding result = note(proxyCause(proxy), Confidence::Likely, {proxy});
        describeProxy(result, proxy);
        notes.append(result);
    };
    const bool proven = facts.connects == Known::Yes;
    for (const Row proxy : facts.proxies.idle)
        if (bad(proxy) && facts.zoom.direct == Known::Yes)
            add(proxy);
    // A second choice gets the client through, yet only after it has waited for this one.
    for (const Row proxy : facts.proxies.used)
        if (bad(proxy) && proven)
            add(proxy);
    if (facts.proxies.scriptBroken() && proven && !found.has(Cause::ProxyPacBroken)) {
        Finding result = note(Cause::ProxyPacBroken, Confidence::Likely, {facts.proxies.script});
        setValue(result, "url", facts.proxies.script->id.section(QLatin1Char(':'), 2));
        setValue(result, "reason", facts.proxies.script->error);
        notes.append(result);
    }
}

// Endpoints that are known to answer and keep silent. Silence of others proves nothing, unless
// those of other companies are silent as well.
void noteUdp(const Facts& facts, QList<Finding>& notes)
{
    const bool proven = facts.connects == Known::Yes || facts.zoom.direct == Known::Yes;
    if (!proven)
        return;
    Rows silent;
    Rows mute;
    bool anyZoom = false;
    for (const Row row : facts.zoom.udp) {
        if (passed(row))
            anyZoom = true;
        else if (bad(row))
            (flag(row, "answers") || hasError(row, {"not-permitted"}) ? silent : mute).append(row);
    }
    const ControlFacts& controls = facts.controls;
    const bool othersSilent =
        !controls.udp.isEmpty() && std::none_of(controls.udp.begin(), controls.udp.end(), passed);
    const bool allSilent = !anyZoom && othersSilent && !mute.isEmpty();
    if (silent.isEmpty() && !allSilent)
        return;
    const bool sure = silent.size() > 1 || allSilent;
    notes.append(note(Cause::UdpBlocked, sure ? Confidence::Likely : Confidence::Possible,
                      silent + mute + (othersSilent ? controls.udp : Rows())));
}

void noteQuality(const Facts& facts, const Found& found, QList<Finding>& notes)
{
    const Quality quality = qualityOf(facts);
    if (quality.poor() && !found.has(Cause::SlowNetwork)) {
        Finding result = note(Cause::SlowNetwork, Confidence::Likely, quality.grounds);
        if (quality.lossPercent > 0)
            setValue(result, "loss", QString::number(quality.lossPercent));
        if (quality.delayMs > 0)
            setValue(result, "delayMs", QString::number(quality.delayMs));
        notes.append(result);
    }
    const Rows dead = deadIpv6(facts);
    if (!dead.isEmpty() && !found.has(Cause::Ipv6Broken)) {
        Finding result = note(Cause::Ipv6Broken, Confidence::Likely, dead);
        setValue(result, "family", QStringLiteral("IPv6"));
        notes.append(result);
    }
}

void noteService(const Facts& facts, const Found& found, QList<Finding>& notes)
{
    const bool answers = facts.connects == Known::Yes;
    const Row status = facts.status.outage ? facts.status.outage : facts.status.fine;
    const QString indicator = text(status, "indicator");
    const bool reports = facts.status.outage || indicator == QLatin1String("minor") ||
                         indicator == QLatin1String("maintenance");
    if (!reports || found.has(Cause::ZoomOutage) || (facts.status.outage && !answers))
        return;
    Finding result = note(Cause::ZoomOutage, Confidence::Likely, {status});
    describeIncident(result, status);
    if (!answers)
        setValue(result, "mechanism", QStringLiteral("not-reached"));
    notes.append(result);
}

void noteClient(const Facts& facts, const Found& found, QList<Finding>& notes)
{
    const Row client = facts.local.client;
    if (client && client->outcome == Outcome::Skipped &&
        client->error == QLatin1String("missing")) {
        Finding missing = note(Cause::ClientMissing, Confidence::Likely, {client});
        // To install needs a network that is proven good.
        if (facts.connects == Known::Yes)
            missing.fixes = {Fix::ReinstallZoom};
        notes.append(missing);
    }
    for (const Finding& fault : clientFaults(facts))
        if (!found.has(fault.cause))
            notes.append(asNote(fault));
}

void noteNames(const Facts& facts, const Found& found, QList<Finding>& notes)
{
    const bool slowNames =
        facts.connects == Known::Yes && bad(facts.zoom.system) && facts.proxies.goesDirect();
    if (slowNames)
        notes.append(note(Cause::DnsFailure, Confidence::Likely,
                          Rows{facts.zoom.system} + facts.zoom.servers));
    const bool answersThere = hasError(facts.local.hosts, {"pinned"}) && passed(facts.zoom.tls);
    if (answersThere && !found.has(Cause::HostsOverride)) {
        Finding result = note(Cause::HostsOverride, Confidence::Likely, {facts.local.hosts});
        const QJsonArray lines = facts.local.hosts->detail.value(QStringLiteral("lines")).toArray();
        if (!lines.isEmpty())
            setValue(result, "line", lines.first()[QStringLiteral("text")].toString().simplified());
        notes.append(result);
    }
    if (facts.line.signInPage && facts.zoom.direct == Known::Yes)
        notes.append(note(Cause::CaptivePortal, Confidence::Possible, facts.line.portalChecks));
}

} // namespace

QList<Finding> notesOf(const Facts& facts, const Found& found)
{
    QList<Finding> notes;
    if (!found.hasAny({Cause::NoNetwork, Cause::NoInternet, Cause::CaptivePortal})) {
        noteNames(facts, found, notes);
        noteUdp(facts, notes);
        noteProxies(facts, found, notes);
        noteQuality(facts, found, notes);
        noteService(facts, found, notes);
    }
    if (hasError(facts.local.clock, {"wrong"}) &&
        !found.hasAny({Cause::ClockWrong, Cause::CaptivePortal})) {
        Finding result = note(Cause::ClockWrong, Confidence::Likely, {facts.local.clock});
        const QJsonValue offset = facts.local.clock->detail.value(QStringLiteral("offsetSeconds"));
        if (offset.isDouble())
            setValue(result, "offsetSeconds", QString::number(qint64(offset.toDouble())));
        notes.append(result);
    }
    noteClient(facts, found, notes);
    return notes;
}

} // namespace reconnect
