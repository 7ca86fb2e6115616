#include "tests/catch.h"
#include "tests/support/evidence_builder.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

EvidenceBuilder healthy()
{
    return {};
}

EvidenceBuilder clockOff(const char* error)
{
    EvidenceBuilder builder;
    builder.zoomTls(error, id("Some CA")).controlsTls(error);
    builder.fails(id("clock:http-date"), "wrong", {{id("offsetSeconds"), 94608000}});
    return builder;
}

// Connections that stand after `ms`, on every row of tcp.
EvidenceBuilder& allConnectAfter(EvidenceBuilder& builder, int ms, int heldUpMs = 0)
{
    for (const char* row : {"tcp:zoom.us:443", "tcp:www.example.com:443", "tcp:198.51.100.41:443",
                            "tcp:198.51.100.42:443"})
        builder.passes(id(row),
                       {{id("addresses"), QJsonArray{QJsonObject{{id("address"), zoomAddress},
                                                                 {id("family"), id("ipv4")},
                                                                 {id("outcome"), id("passed")},
                                                                 {id("ms"), ms}}}},
                        {id("heldUpMs"), heldUpMs}});
    return builder;
}

EvidenceBuilder& deadSix(EvidenceBuilder& builder, const char* row, bool withFour = true)
{
    QJsonArray addresses{QJsonObject{{id("address"), id("2001:db8::5")},
                                     {id("family"), id("ipv6")},
                                     {id("outcome"), id("timed-out")},
                                     {id("ms"), 3000}}};
    if (withFour)
        addresses.append(QJsonObject{{id("address"), zoomAddress},
                                     {id("family"), id("ipv4")},
                                     {id("outcome"), id("passed")},
                                     {id("ms"), 10}});
    builder.passes(id("address:ipv6")).passes(id("route:ipv6"));
    return withFour ? builder.passes(id(row), {{id("addresses"), addresses}})
                    : builder.silent(id(row), {{id("addresses"), addresses}});
}

} // namespace

TEST_CASE("clock-wrong: every certificate is out of date and the web says it's another day")
{
    for (const char* error : {"expired", "not-yet-valid"}) {
        const Diagnosis diagnosis = clockOff(error).diagnosis();
        CHECK(causes(diagnosis) == id("clock-wrong"));
        CHECK(diagnosis.verdict.confidence == Confidence::Certain);
        CHECK(diagnosis.verdict.values.value(id("offsetSeconds")) == id("94608000"));
        CHECK(diagnosis.verdict.fixes == QList<Fix>{Fix::SetClock});
    }
}

TEST_CASE("clock-wrong: without a witness of the time, likely where all certificates fail alike")
{
    auto builder = clockOff("expired").is(id("clock:http-date"), Outcome::Unknown, "no-answer");
    CHECK(causes(builder.diagnosis()) == id("clock-wrong"));
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Likely);
}

TEST_CASE("clock-wrong: a clock that harms nothing is a note")
{
    auto builder = healthy().fails(id("clock:http-date"), "wrong", {{id("offsetSeconds"), 400}});
    CHECK(causes(builder.diagnosis()) == id("none"));
    CHECK(notes(builder.diagnosis()) == id("clock-wrong"));
}

TEST_CASE("two faults: a wrong clock, and a dead proxy, denied names or a filter")
{
    CHECK(causes(clockOff("expired").proxy(id("127.0.0.1:3128"), "refused").diagnosis()) ==
          id("clock-wrong + proxy-unreachable"));
    CHECK(causes(clockOff("expired").zoomUnresolved("not-found", "nxdomain").diagnosis()) ==
          id("dns-blocked + clock-wrong"));
    CHECK(causes(clockOff("expired").zoomTcp("").diagnosis()) ==
          id("network-firewall + clock-wrong"));
}

TEST_CASE("tls-intercepted: somebody else signed Zoom's certificate, and is named")
{
    for (const char* error :
         {"untrusted-issuer", "self-signed", "name-mismatch", "bad-certificate"}) {
        const Diagnosis diagnosis =
            healthy().zoomTls(error, id("O=Acme,CN=Acme Web Shield Root")).diagnosis();
        INFO(error);
        CHECK(causes(diagnosis) == id("tls-intercepted"));
        CHECK(diagnosis.verdict.confidence == Confidence::Certain);
        CHECK(diagnosis.verdict.values.value(id("issuer")) == id("Acme Web Shield Root"));
        CHECK(diagnosis.verdict.values.value(id("mechanism")) == id("zoom-only"));
    }
}

TEST_CASE("tls-intercepted: everybody's certificates are opened")
{
    const Diagnosis diagnosis = healthy()
                                    .zoomTls("untrusted-issuer", id("Acme"))
                                    .controlsTls("untrusted-issuer")
                                    .diagnosis();
    CHECK(causes(diagnosis) == id("tls-intercepted"));
    CHECK(diagnosis.verdict.values.value(id("mechanism")) == id("everybody"));
}

TEST_CASE("tls-intercepted: Zoom's certificate alone ran out")
{
    const Diagnosis diagnosis = healthy().zoomTls("expired", id("Some CA")).diagnosis();
    CHECK(causes(diagnosis) == id("tls-intercepted"));
    CHECK(diagnosis.verdict.confidence == Confidence::Possible);
}

TEST_CASE("tls-intercepted and clock-wrong: only where the certificate is foreign besides")
{
    CHECK(causes(clockOff("expired").diagnosis()) == id("clock-wrong"));
    auto both = clockOff("expired");
    both.fails(id("tls:zoom.us:443"), "untrusted-issuer",
               {{id("verifyErrors"), QJsonArray{id("expired"), id("untrusted-issuer")}}});
    CHECK(causes(both.diagnosis()) == id("clock-wrong + tls-intercepted"));
}

TEST_CASE("zoom-outage: Zoom is silent, refuses or cuts, and its page says so")
{
    for (const char* indicator : {"major", "critical"})
        for (const char* error : {"", "refused", "reset"}) {
            const Diagnosis diagnosis = healthy().zoomTcp(error).status(indicator).diagnosis();
            CHECK(causes(diagnosis) == id("zoom-outage"));
            CHECK(diagnosis.verdict.confidence == Confidence::Certain);
            CHECK(diagnosis.verdict.values.value(id("incident")) == id("Sign-in trouble"));
            CHECK(diagnosis.verdict.fixes.isEmpty());
        }
    CHECK(causes(healthy().zoomTls("closed").status("critical").diagnosis()) == id("zoom-outage"));
}

TEST_CASE("zoom-outage: Zoom answers with a trouble of its own")
{
    const Diagnosis alone = healthy().fails(id("http:zoom.us"), "server-error").diagnosis();
    CHECK(causes(alone) == id("zoom-outage"));
    CHECK(alone.verdict.confidence == Confidence::Likely);
    auto told = healthy().fails(id("http:zoom.us"), "server-error").status("critical");
    CHECK(told.diagnosis().verdict.confidence == Confidence::Certain);
}

TEST_CASE("zoom-outage: behind a proxy that can't reach Zoom")
{
    CHECK(causes(healthy()
                     .nothingDirect()
                     .status("critical")
                     .proxy(id("192.0.2.8:3128"), "bad-gateway",
                            {{id("controlOutcome"), id("passed")}})
                     .diagnosis()) == id("zoom-outage"));
}

TEST_CASE("zoom-outage: a page that says critical does not outrank Zoom that answers")
{
    for (const char* indicator : {"minor", "critical", "maintenance"}) {
        const Diagnosis diagnosis = healthy().status(indicator).diagnosis();
        CHECK(causes(diagnosis) == id("none"));
        CHECK(notes(diagnosis) == id("zoom-outage"));
    }
    auto filter = healthy().zoomTls("reset").status("critical");
    filter.passes(id("tls:zoom.us:443:no-sni"));
    CHECK(causes(filter.diagnosis()) == id("network-firewall"));
    CHECK(
        causes(healthy().zoomTls("untrusted-issuer", id("Acme")).status("critical").diagnosis()) ==
        id("tls-intercepted"));
}

TEST_CASE("slow-network: connections stand and every certificate stays away")
{
    const Diagnosis diagnosis =
        healthy()
            .zoomTls("")
            .controlsTls("")
            .silent(id("tls:www.example.com:443"), {{id("connected"), true}})
            .diagnosis();
    CHECK(causes(diagnosis) == id("slow-network"));
    CHECK(diagnosis.verdict.values.value(id("mechanism")) == id("large-packets"));
}

TEST_CASE("slow-network: lost or late packets that end in silence")
{
    auto late = healthy().zoomTls("");
    CHECK(causes(allConnectAfter(late, 2000).diagnosis()) == id("slow-network"));
    CHECK(late.diagnosis().verdict.values.value(id("delayMs")) == id("2000"));
    auto lossy = healthy();
    allConnectAfter(lossy, 1020);
    lossy.zoomTcp("").silent(id("tcp:198.51.100.42:443"));
    lossy.without(id("udp:"));
    CHECK(causes(lossy.diagnosis()) == id("slow-network"));
}

TEST_CASE("slow-network: answers that lay there unread while this computer was busy are not late")
{
    auto dropped = healthy().zoomTls("");
    dropped.zoomTcp("");
    dropped.passes(
        id("udp:stun.example.com:3478"),
        {{id("sent"), 4}, {id("received"), 1}, {id("rttMs"), 1900}, {id("heldUpMs"), 1800}});
    CHECK(causes(allConnectAfter(dropped, 1100, 1050).zoomTcp("").diagnosis()) ==
          id("network-firewall"));
    CHECK(notes(dropped.diagnosis()).isEmpty());
    auto late = healthy().zoomTls("");
    CHECK(causes(allConnectAfter(late, 2000, 100).diagnosis()) == id("slow-network"));
    CHECK(late.diagnosis().verdict.values.value(id("delayMs")) == id("1900"));
}

TEST_CASE("slow-network: on a lossy line a nameless handshake that got through is luck")
{
    auto builder = healthy().zoomTls("");
    builder.passes(id("tls:zoom.us:443:no-sni"));
    CHECK(causes(builder.diagnosis()) == id("network-firewall"));
    CHECK(causes(allConnectAfter(builder, 1041).diagnosis()) == id("slow-network"));
}

TEST_CASE("slow-network: so late that Zoom was not even asked")
{
    auto builder = healthy();
    allConnectAfter(builder, 2000);
    builder.without(id("tcp:zoom.us")).without(id("udp:")).without(id("http:"));
    builder.silent(id("dns:system:zoom.us")).silent(id("dns:server:192.0.2.53:zoom.us:A"));
    builder.silent(id("dns:system:www.example.com"));
    builder.is(id("tls:zoom.us:443"), Outcome::NotRun, "no-address", {{id("connected"), false}});
    builder.is(id("tls:zoom.us:443:no-sni"), Outcome::NotRun, "no-address");
    CHECK(causes(builder.diagnosis()) == id("slow-network"));
}

// The question for zoom.us' IPv4 address stays unanswered on a late line.
EvidenceBuilder unansweredAfter(int ms)
{
    auto builder = healthy();
    builder.silent(id("dns:system:zoom.us")).silent(id("dns:server:192.0.2.53:zoom.us:A"));
    return allConnectAfter(builder, ms);
}

EvidenceBuilder& answeredByIpv6(EvidenceBuilder& builder)
{
    return builder.passes(id("dns:server:192.0.2.53:zoom.us:AAAA"), {{id("name"), id("zoom.us")}});
}

TEST_CASE("slow-network: Zoom's name got lost, while a way by other answers stood")
{
    auto lost = unansweredAfter(1510);
    const Diagnosis diagnosis = answeredByIpv6(lost).diagnosis();
    CHECK(causes(diagnosis) == id("slow-network"));
    CHECK(diagnosis.verdict.evidence.contains(id("dns:system:zoom.us")));
    CHECK_FALSE(diagnosis.verdict.evidence.contains(id("tls:zoom.us:443")));

    auto othersToo = unansweredAfter(1510);
    othersToo.silent(id("dns:server:192.0.2.53:www.example.com:A"));
    othersToo.passes(id("dns:server:192.0.2.54:www.example.com:A"));
    CHECK(causes(othersToo.diagnosis()) == id("slow-network"));
}

TEST_CASE("slow-network: not for Zoom's name alone, and not where Zoom says no")
{
    // Answers that take half a second are waited for: these are dropped.
    CHECK(causes(unansweredAfter(500).diagnosis()) == id("dns-blocked"));
    CHECK(causes(unansweredAfter(1510).diagnosis()) == id("unknown"));

    auto dead = unansweredAfter(1510);
    dead.silent(id("dns:system:www.example.com"));
    dead.silent(id("dns:server:192.0.2.53:www.example.com:A"));
    CHECK(causes(dead.diagnosis()) == id("dns-failure"));

    for (const char* how : {"refused", "unreachable"}) {
        auto refused = unansweredAfter(1510);
        answeredByIpv6(refused).zoomTcp(how);
        INFO(how);
        CHECK(causes(refused.diagnosis()) == id("network-firewall"));
    }
    auto cut = unansweredAfter(1510);
    answeredByIpv6(cut).zoomTls("reset");
    CHECK(causes(cut.diagnosis()) == id("network-firewall"));
}

TEST_CASE("slow-network: Zoom's page hangs on an otherwise good line, a guess")
{
    const Diagnosis diagnosis = healthy().silent(id("http:zoom.us")).diagnosis();
    CHECK(causes(diagnosis) == id("slow-network"));
    CHECK(diagnosis.verdict.confidence == Confidence::Possible);
}

TEST_CASE("slow-network: a note while Zoom answers, and one lost packet is no fault")
{
    auto late = healthy();
    CHECK(causes(allConnectAfter(late, 600).diagnosis()) == id("none"));
    CHECK(notes(late.diagnosis()) == id("slow-network"));
    auto lossy = healthy();
    lossy.passes(id("udp:stun.example.com:3478"), {{id("sent"), 4}, {id("received"), 1}});
    CHECK(notes(lossy.diagnosis()) == id("slow-network"));
    CHECK(lossy.diagnosis().notes.first().values.value(id("loss")) == id("50"));
    auto one = healthy();
    one.passes(id("udp:stun.example.com:3478"), {{id("sent"), 2}, {id("received"), 1}});
    CHECK(notes(one.diagnosis()).isEmpty());
}

TEST_CASE("ipv6-broken: a note while IPv4 carries the client")
{
    auto builder = healthy();
    deadSix(builder, "tcp:zoom.us:443");
    const Diagnosis diagnosis = deadSix(builder, "tcp:www.example.com:443").diagnosis();
    CHECK(causes(diagnosis) == id("none"));
    CHECK(notes(diagnosis) == id("ipv6-broken"));
}

TEST_CASE("ipv6-broken: the verdict where Zoom is only there, or hangs there")
{
    auto only = healthy();
    deadSix(only, "tcp:zoom.us:443", false);
    only.silent(id("tls:zoom.us:443"), {{id("connected"), false}});
    only.silent(id("tls:zoom.us:443:no-sni"), {{id("connected"), false}});
    CHECK(causes(only.diagnosis()) == id("ipv6-broken"));
    auto hangs = healthy();
    deadSix(hangs, "tcp:zoom.us:443").zoomTls("");
    hangs.silent(id("tls:zoom.us:443"), {{id("address"), id("2001:db8::5")}});
    CHECK(causes(hangs.diagnosis()) == id("ipv6-broken"));
}

TEST_CASE("ipv6-broken: not where it is not offered, nor for one dead address")
{
    auto builder = healthy();
    deadSix(builder, "tcp:zoom.us:443");
    builder.is(id("address:ipv6"), Outcome::Skipped, "not-offered");
    CHECK(notes(builder.diagnosis()).isEmpty());
}

TEST_CASE("client: outdated or damaged is the verdict where the network is proven good")
{
    const QJsonObject installs{
        {id("minimum"), id("6.0.0")},
        {id("installs"), QJsonArray{QJsonObject{{id("version"), id("5.0.1")},
                                                {id("damagedFiles"), QJsonArray{id("zoom")}}}}}};
    const Diagnosis old = healthy().fails(id("client:zoom"), "outdated", installs).diagnosis();
    CHECK(causes(old) == id("client-outdated"));
    CHECK(old.verdict.stage == Stage::Reinstall);
    CHECK(old.verdict.values.value(id("needed")) == id("6.0.0"));
    const Diagnosis broken = healthy().fails(id("client:zoom"), "corrupt", installs).diagnosis();
    CHECK(causes(broken) == id("client-corrupt"));
    CHECK(broken.verdict.values.value(id("count")) == id("1"));
    const Diagnosis beside =
        healthy().zoomTcp("").fails(id("client:zoom"), "outdated", installs).diagnosis();
    CHECK(causes(beside) == id("network-firewall"));
    CHECK(notes(beside) == id("client-outdated"));
}

TEST_CASE("client: missing is a note, always")
{
    const Diagnosis diagnosis =
        healthy().is(id("client:zoom"), Outcome::Skipped, "missing").diagnosis();
    CHECK(causes(diagnosis) == id("none"));
    REQUIRE(diagnosis.notes.size() == 1);
    CHECK(diagnosis.notes.first().cause == Cause::ClientMissing);
    CHECK(diagnosis.notes.first().fixes == QList{Fix::ReinstallZoom});
    const Diagnosis offline =
        healthy().nothingDirect().is(id("client:zoom"), Outcome::Skipped, "missing").diagnosis();
    REQUIRE_FALSE(offline.notes.isEmpty());
    CHECK(offline.notes.last().cause == Cause::ClientMissing);
    CHECK(offline.notes.last().fixes.isEmpty());
}
