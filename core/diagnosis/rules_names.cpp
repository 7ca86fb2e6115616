#include "core/diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

namespace reconnect {
namespace {

bool anyPassed(const Rows& rows)
{
    return std::any_of(rows.begin(), rows.end(), passed);
}

bool meet(const QList<QHostAddress>& some, const QList<QHostAddress>& others)
{
    return std::any_of(some.begin(), some.end(), [&others](const QHostAddress& address) {
        return std::any_of(others.begin(), others.end(), [&address](const QHostAddress& other) {
            return address.isEqual(other, QHostAddress::TolerantConversion);
        });
    });
}

// "There is none", in one of the ways in which a server says so.
bool denied(Row row)
{
    return hasError(row, {"nxdomain", "servfail", "refused", "empty", "other-rcode"}) ||
           (passed(row) && allSunk(addressesOf(row)));
}

bool pinned(const Facts& facts, const QString& name)
{
    if (!hasError(facts.local.hosts, {"pinned"}))
        return false;
    for (const QJsonValue line : facts.local.hosts->detail.value(QStringLiteral("lines")).toArray())
        if (line[QStringLiteral("name")].toString().compare(name, Qt::CaseInsensitive) == 0)
            return true;
    return false;
}

// The certificate that came is meant for this name, whoever signed it.
bool certificateNames(Row tls, const QString& host)
{
    const QJsonArray chain =
        tls ? tls->detail.value(QStringLiteral("chain")).toArray() : QJsonArray();
    if (chain.isEmpty())
        return false;
    for (const QJsonValue value : chain.first()[QStringLiteral("names")].toArray()) {
        const QString name = value.toString();
        if (name.compare(host, Qt::CaseInsensitive) == 0)
            return true;
        if (name.startsWith(QLatin1String("*.")) &&
            host.section(QLatin1Char('.'), 1).compare(name.mid(2), Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

bool hasDateError(Row tls)
{
    return hasError(tls, {"expired", "not-yet-valid"});
}

// A pinned line leads somewhere that does not serve this name as Zoom would.
bool leadsAstray(const Facts& facts, const QString& name, const QHostAddress& address)
{
    if (isSunk(address))
        return facts.byId.contains(QStringLiteral("tls:%1:443").arg(name)) ||
               name == facts.zoom.host;
    const Row tls = facts.byId.value(QStringLiteral("tls:%1:443").arg(name), nullptr);
    const Row tcp = facts.byId.value(QStringLiteral("tcp:%1:443").arg(name), nullptr);
    if (passed(tls) || (!bad(tls) && !bad(tcp)) || hasDateError(tls))
        return false;
    if (name == facts.zoom.host && meet({address}, facts.zoom.trueAddresses))
        return false;
    // Where nothing answers at all, this line may be as right as any.
    return facts.controls.answer();
}

Confidence byIndependent(const Facts& facts)
{
    return anyPassed(facts.zoom.independent) ? Confidence::Certain : Confidence::Likely;
}

// Nobody said no: the answers merely did not come.
bool isSilence(Row row)
{
    return row && (row->outcome == Outcome::TimedOut || hasError(row, {"temporary"}));
}

// What became of the questions that the configured servers were asked directly, about any name.
Rows serverAnswers(const Facts& facts)
{
    Rows rows;
    for (const Row row : facts.byId)
        if (row->id.startsWith(QLatin1String("dns:server:")))
            rows.append(row);
    return rows;
}

// What independent resolvers deny as well is no filter of this network's.
bool deniedEverywhere(const Facts& facts)
{
    return !anyPassed(facts.zoom.independent) &&
           std::any_of(facts.zoom.independent.begin(), facts.zoom.independent.end(), denied);
}

} // namespace

bool lostOnTheWay(const Facts& facts)
{
    const ZoomFacts& zoom = facts.zoom;
    const auto unanswered = [](Row row) { return !asked(row) || isSilence(row); };
    const Rows& others = facts.controls.unresolved;
    // What is merely late is waited for: questions are asked again for longer than that.
    return isSilence(zoom.system) &&
           std::all_of(zoom.servers.begin(), zoom.servers.end(), unanswered) &&
           (std::any_of(others.begin(), others.end(), isSilence) ||
            qualityOf(facts).losesPackets());
}

bool zoomsNameIsLost(const Facts& facts)
{
    if (!lostOnTheWay(facts) || facts.zoom.system->outcome != Outcome::TimedOut)
        return false;
    bool answers = false;
    bool losesOthers = false;
    for (const Row row : serverAnswers(facts)) {
        const bool isZooms = text(row, "name") == facts.zoom.host;
        answers = answers || passed(row);
        // A filter that drops a name drops every question for it, and no other.
        losesOthers = losesOthers || (isZooms ? passed(row) : isSilence(row));
    }
    return answers && losesOthers;
}

Answer dnsFailure(const Facts& facts, const Found& found)
{
    if (found.hasAny(
            {Cause::NoNetwork, Cause::CaptivePortal, Cause::NoInternet, Cause::SlowNetwork}))
        return {};
    const ControlFacts& controls = facts.controls;
    const Row none = facts.byId.value(QStringLiteral("dns:none"), nullptr);
    const bool nothingResolves = controls.resolved.isEmpty() && !controls.unresolved.isEmpty() &&
                                 (!passed(facts.zoom.system) || pinned(facts, facts.zoom.host));
    if (!nothingResolves && !(bad(none) && controls.resolved.isEmpty()))
        return {};
    Rows grounds{none, facts.zoom.system};
    bool forbidden = false;
    bool saidSomething = bad(none);
    for (const Row row : serverAnswers(facts)) {
        // A server that answers us directly is dead neither for a program that waits.
        if (passed(row) && facts.zoom.system && facts.zoom.system->outcome == Outcome::TimedOut)
            return {};
        forbidden |= hasError(row, {"not-permitted"});
        saidSomething |= row->outcome == Outcome::Failed;
    }
    if (forbidden && found.has(Cause::LocalFirewall))
        return {};
    grounds += controls.unresolved + facts.zoom.servers + controls.literalsConnected;
    if (!controls.literalsConnected.isEmpty())
        return finding(Cause::DnsFailure, Confidence::Certain, grounds);
    if (found.has(Cause::LocalFirewall))
        return {};
    const bool routerAnswers = passed(facts.line.gateway);
    return finding(Cause::DnsFailure,
                   saidSomething || routerAnswers ? Confidence::Likely : Confidence::Possible,
                   grounds);
}

Answer hostsOverride(const Facts& facts, const Found&)
{
    if (!hasError(facts.local.hosts, {"pinned"}))
        return {};
    const QJsonArray lines = facts.local.hosts->detail.value(QStringLiteral("lines")).toArray();
    for (const QJsonValue line : lines) {
        const QString name = line[QStringLiteral("name")].toString().toLower();
        const QHostAddress address(line[QStringLiteral("address")].toString());
        if (!leadsAstray(facts, name, address))
            continue;
        Finding result =
            finding(Cause::HostsOverride,
                    name == facts.zoom.host ? Confidence::Certain : Confidence::Likely,
                    {facts.local.hosts, facts.byId.value(QStringLiteral("tls:%1:443").arg(name)),
                     facts.byId.value(QStringLiteral("tcp:%1:443").arg(name))});
        setValue(result, "line", line[QStringLiteral("text")].toString().simplified());
        setValue(result, "host", name);
        return result;
    }
    return {};
}

Answer dnsBlocked(const Facts& facts, const Found& found)
{
    if (found.hasAny({Cause::NoNetwork, Cause::CaptivePortal}))
        return {};
    const ZoomFacts& zoom = facts.zoom;
    if (facts.controls.resolved.isEmpty() || deniedEverywhere(facts) || lostOnTheWay(facts))
        return {};
    // Other names may come from a cache while the line is dead.
    if (zoom.system && zoom.system->outcome == Outcome::TimedOut && !facts.controls.answer())
        return {};
    const Rows grounds = Rows{zoom.system} + zoom.servers + zoom.independent;
    // A line of the hosts file hides the servers' answer from the system, not from us.
    if (pinned(facts, zoom.host)) {
        const bool serversDeny = !zoom.servers.isEmpty() &&
                                 std::all_of(zoom.servers.begin(), zoom.servers.end(), denied);
        return serversDeny ? Answer(finding(Cause::DnsBlocked, byIndependent(facts), zoom.servers))
                           : Answer();
    }
    const bool system = bad(zoom.system) && !anyPassed(zoom.servers);
    const bool onlyHere =
        zoom.system && zoom.system->outcome == Outcome::Failed && anyPassed(zoom.servers);
    const bool sunk = passed(zoom.system) && allSunk(addressesOf(zoom.system));
    if (sunk)
        return finding(Cause::DnsBlocked, Confidence::Certain, grounds);
    if (system)
        return finding(Cause::DnsBlocked, byIndependent(facts), grounds);
    if (onlyHere)
        return finding(Cause::DnsBlocked, Confidence::Likely, grounds);
    return {};
}

Answer dnsHijacked(const Facts& facts, const Found& found)
{
    if (found.hasAny({Cause::NoNetwork, Cause::CaptivePortal, Cause::DnsBlocked}))
        return {};
    const ZoomFacts& zoom = facts.zoom;
    if (!passed(zoom.system) || pinned(facts, zoom.host) || zoom.direct == Known::Yes ||
        passed(zoom.tls) || hasDateError(zoom.tls))
        return {};
    const QList<QHostAddress> given = addressesOf(zoom.system);
    if (given.isEmpty() || meet(given, zoom.trueAddresses))
        return {};
    const Rows grounds =
        Rows{zoom.system, zoom.tls, zoom.tcp} + zoom.independentTls + zoom.independent;
    const bool isWrong = bad(zoom.tls) || bad(zoom.tcp);
    const bool allPrivate = std::all_of(given.begin(), given.end(), isPrivate);
    const bool wrongServer =
        hasVerifyError(zoom.tls, {"name-mismatch", "self-signed", "untrusted-issuer"});
    // Silence at one address and Zoom at another might also be a filter on the way to the first.
    if (isWrong && anyPassed(zoom.independentTls))
        return finding(Cause::DnsHijacked,
                       wrongServer || allPrivate ? Confidence::Certain : Confidence::Likely,
                       grounds);
    if (isWrong && allPrivate)
        return finding(Cause::DnsHijacked, Confidence::Likely, grounds);
    // Somebody on the way would show a certificate made out for Zoom, or treat all addresses alike.
    const bool otherServer = hasVerifyError(zoom.tls, {"name-mismatch", "self-signed"}) &&
                             !certificateNames(zoom.tls, zoom.host);
    const bool sameThere =
        std::any_of(zoom.independentTls.begin(), zoom.independentTls.end(), [](Row row) {
            return hasVerifyError(row, {"name-mismatch", "self-signed", "untrusted-issuer"});
        });
    if (otherServer && !sameThere && !facts.controls.tlsPassed().isEmpty())
        return finding(Cause::DnsHijacked, Confidence::Likely, grounds);
    return {};
}

} // namespace reconnect
