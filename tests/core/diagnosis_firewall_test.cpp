#include "core/diagnosis/words.h"
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

EvidenceBuilder& rule(EvidenceBuilder& builder, const char* packet)
{
    return builder.fails(
        id("firewall:nftables"), "blocks",
        {{id("product"), id("nftables")},
         {id("rules"),
          QJsonArray{QJsonObject{{id("rule"), id("tcp dport 443 drop")},
                                 {id("packets"), QJsonArray{QString::fromLatin1(packet)}}}}}});
}

} // namespace

TEST_CASE("local-firewall: a rule of this computer stops TCP 443, by silence or refusal")
{
    for (const char* error : {"", "refused"}) {
        auto builder = healthy().zoomTcp(error);
        const Diagnosis diagnosis = rule(builder, "tcp 203.0.113.5 443").diagnosis();
        CHECK(causes(diagnosis) == id("local-firewall"));
        CHECK(diagnosis.verdict.confidence == Confidence::Certain);
        CHECK(diagnosis.verdict.values.value(id("rule")) == id("tcp dport 443 drop"));
        CHECK(diagnosis.verdict.stage == Stage::Firewall);
    }
}

TEST_CASE("local-firewall: datagrams to Zoom are forbidden at once and TCP is stopped")
{
    for (const char* error : {"", "refused"})
        CHECK(causes(healthy().zoomTcp(error).zoomUdp("not-permitted").diagnosis()) ==
              id("local-firewall"));
}

TEST_CASE("local-firewall: connecting is forbidden by the system itself")
{
    CHECK(causes(healthy().zoomTcp("not-permitted").diagnosis()) == id("local-firewall"));
}

TEST_CASE("network-firewall: a router prohibits IPv6, which looks like a rule of this computer")
{
    const auto address = [](const char* text, const char* error) {
        return QJsonObject{{id("address"), id(text)},
                           {id("outcome"), id("failed")},
                           {id("error"), id(error)},
                           {id("ms"), 4100}};
    };
    auto builder = healthy().zoomTcp("not-permitted");
    builder.fails(id("tcp:zoom.us:443"), "not-permitted",
                  {{id("role"), id("zoom")},
                   {id("answers"), true},
                   {id("addresses"), QJsonArray{address("2001:db8:a::11", "not-permitted"),
                                                address("203.0.113.11", "timed-out")}}});
    CHECK(causes(builder.diagnosis()) == id("network-firewall"));
}

TEST_CASE("local-firewall: a policy that denies all looks like no internet and is not")
{
    auto builder = healthy().nothingDirect().zoomUdp("not-permitted");
    CHECK(causes(builder.diagnosis()) == id("local-firewall"));
}

TEST_CASE("local-firewall: a refusal that comes before the router could answer")
{
    auto builder = healthy().zoomTcp("refused", 0);
    builder.passes(id("route:gateway"));
    Evidence evidence = builder.evidence();
    CHECK(causes(diagnose(evidence)) == id("local-firewall"));
    // As late as the router, it may be from anywhere.
    CHECK(causes(healthy().zoomTcp("refused", 11).diagnosis()) == id("network-firewall"));
}

TEST_CASE("local-firewall: rules for UDP alone don't stop Zoom")
{
    auto builder = healthy().zoomUdp("not-permitted");
    const Diagnosis diagnosis = rule(builder, "udp 203.0.113.5 8801").diagnosis();
    CHECK(causes(diagnosis) == id("none"));
    CHECK(notes(diagnosis) == id("udp-blocked"));
    auto stopped = healthy().zoomTcp("");
    CHECK(causes(rule(stopped, "udp 203.0.113.5 8801").diagnosis()) == id("network-firewall"));
}

TEST_CASE("local-firewall: a rule that stops one of several addresses leaves Zoom alone")
{
    auto builder = healthy();
    CHECK(causes(rule(builder, "tcp 203.0.113.6 443").diagnosis()) == id("none"));
}

TEST_CASE("local-firewall: a rule for Zoom's program alone, while what is tried here gets through")
{
    const auto clientOnly = [](EvidenceBuilder builder, const char* packet) {
        const QJsonObject one{{id("rule"), id("No Zoom")},
                              {id("packets"), QJsonArray{id(packet)}},
                              {id("clientOnly"), true}};
        return builder
            .fails(id("firewall:windows-firewall"), "blocks",
                   {{id("product"), id("windows-firewall")}, {id("rules"), QJsonArray{one}}})
            .diagnosis();
    };
    const QByteArray packet = "tcp " + zoomAddress.toLatin1() + " 443";
    const Diagnosis diagnosis = clientOnly(healthy(), packet.constData());
    REQUIRE(causes(diagnosis) == id("local-firewall"));
    CHECK(wordsFor(diagnosis.verdict).why == id("Rule: No Zoom, in Windows Defender Firewall."));
    // Another address of Zoom's is free, or it isn't the one that the client needs.
    CHECK(causes(clientOnly(healthy(), "tcp 203.0.113.99 443")) == id("none"));
    CHECK(causes(clientOnly(healthy(), "udp 203.0.113.11 8801")) == id("none"));
}

TEST_CASE("network-firewall: a firewall for what comes in is no rule that was read, nor a cause")
{
    auto builder = healthy().zoomTcp("").without(id("udp:")).without(id("firewall:"));
    builder.passes(id("firewall:macos-firewall"), {{id("product"), id("macos-firewall")}});
    const Diagnosis open = builder.diagnosis();
    CHECK(causes(open) == id("network-firewall"));
    CHECK(open.verdict.confidence != Confidence::Certain);
    builder.passes(id("firewall:pf"), {{id("product"), id("pf")}});
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Certain);
    // Not read it takes no certainty away.
    builder.is(id("firewall:macos-firewall"), Outcome::Unknown, "timed-out",
               {{id("product"), id("macos-firewall")}});
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Certain);
    builder.fails(id("firewall:macos-firewall"), "blocks", {{id("product"), id("macos-firewall")}});
    CHECK(causes(builder.diagnosis()) == id("network-firewall"));
}

TEST_CASE("network-firewall: a list of drops that can't be read takes no certainty away")
{
    auto builder = healthy().zoomTcp("").without(id("udp:")).without(id("firewall:"));
    builder.is(id("firewall:windows-filtering-platform"), Outcome::Unknown, "needs-root",
               {{id("product"), id("windows-filtering-platform")}});
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Likely);
    builder.passes(id("firewall:windows-firewall"), {{id("product"), id("windows-firewall")}});
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Certain);
    // Nor does it stand for the rules, but what it saw dropped was dropped here.
    builder.fails(id("firewall:windows-filtering-platform"), "blocks",
                  {{id("product"), id("windows-filtering-platform")},
                   {id("rules"), QJsonArray{QJsonObject{
                                     {id("rule"), id("shield")},
                                     {id("chain"), id("Some Antivirus")},
                                     {id("packets"), QJsonArray{id("tcp 203.0.113.5 443")}}}}}});
    const Diagnosis dropped = builder.diagnosis();
    CHECK(causes(dropped) == id("local-firewall"));
    CHECK(wordsFor(dropped.verdict).why == id("Rule: shield, in Some Antivirus."));
}

TEST_CASE("network-firewall: others answer and Zoom is dropped, refused, prohibited or reset")
{
    for (const char* error : {"", "refused", "unreachable", "reset", "failed"}) {
        INFO(error);
        const Diagnosis diagnosis = healthy().zoomTcp(error).zoomUdp("").diagnosis();
        CHECK(causes(diagnosis) == id("network-firewall"));
        CHECK(diagnosis.verdict.confidence == Confidence::Certain);
    }
}

TEST_CASE("network-firewall: sure only where this computer and Zoom itself are ruled out")
{
    auto builder = healthy().zoomTcp("").without(id("udp:"));
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Likely);
    builder.without(id("status:"));
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Possible);
    builder.passes(id("firewall:nftables"));
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Likely);
}

TEST_CASE("network-firewall: TCP alone is stopped and the rules can't be read, so it may be here")
{
    for (const char* error : {"", "refused", "unreachable"}) {
        INFO(error);
        const Finding verdict = healthy().zoomTcp(error, 11).diagnosis().verdict;
        CHECK(verdict.cause == Cause::NetworkFirewall);
        CHECK(verdict.confidence == Confidence::Likely);
        CHECK(verdict.stage == Stage::Firewall);
        CHECK(verdict.fixes == QList<Fix>{Fix::AllowZoomInFirewall, Fix::AskIt});
        CHECK(verdict.evidence.contains(id("firewall:nftables")));
        const Words words = wordsFor(verdict);
        CHECK_FALSE(words.headline.contains(id("fine")));
        CHECK(words.why.contains(id("administrator")));
        CHECK(words.action == id("Look as administrator"));
    }
    // Ports that need not answer prove nothing by their silence.
    auto silent = healthy().zoomTcp("").zoomUdp("");
    for (const char* row : {"udp:zoom.us:3478", "udp:zoom.us:8801"})
        silent.silent(id(row), {{id("answers"), false}});
    CHECK(silent.diagnosis().verdict.confidence == Confidence::Likely);
    // No rights settle what nothing here can read.
    auto other = healthy().zoomTcp("");
    other.is(id("firewall:nftables"), Outcome::Unknown, "not-understood");
    const Finding verdict = other.diagnosis().verdict;
    CHECK(verdict.fixes == QList<Fix>{Fix::AskIt});
    CHECK(wordsFor(verdict).why.contains(id("another network")));
}

TEST_CASE("network-firewall: this computer is fine where its rules were read")
{
    auto builder = healthy().zoomTcp("");
    builder.passes(id("firewall:nftables"));
    const Finding verdict = builder.diagnosis().verdict;
    CHECK(verdict.confidence == Confidence::Certain);
    CHECK(verdict.fixes == QList<Fix>{Fix::AskIt});
    CHECK(wordsFor(verdict).headline.contains(id("Your computer is fine")));
}

TEST_CASE("network-firewall: the name in the hello is what is cut")
{
    for (const char* error : {"reset", "", "closed"}) {
        auto builder = healthy().zoomTls(error);
        builder.passes(id("tls:zoom.us:443:no-sni"));
        const Diagnosis diagnosis = builder.diagnosis();
        CHECK(causes(diagnosis) == id("network-firewall"));
        CHECK(diagnosis.verdict.confidence == Confidence::Certain);
        CHECK(diagnosis.verdict.values.value(id("mechanism")) == id("name-filter"));
    }
}

TEST_CASE("network-firewall: handshakes with Zoom alone are cut, name or no name")
{
    const Diagnosis diagnosis = healthy().zoomTls("reset").diagnosis();
    CHECK(causes(diagnosis) == id("network-firewall"));
    CHECK(diagnosis.verdict.confidence == Confidence::Likely);
}

TEST_CASE("network-firewall: a page in place of Zoom's behind a trusted certificate")
{
    for (const char* error : {"refused-by-page", "redirected-away"})
        CHECK(causes(healthy().fails(id("http:zoom.us"), error).diagnosis()) ==
              id("network-firewall"));
}

TEST_CASE("udp-blocked: media ports that are known to answer are silent; a note")
{
    for (const char* error : {"", "refused", "unreachable"}) {
        const Diagnosis diagnosis = healthy().zoomUdp(error).diagnosis();
        CHECK(causes(diagnosis) == id("none"));
        CHECK(notes(diagnosis) == id("udp-blocked"));
    }
}

TEST_CASE("udp-blocked: silence of ports that need not answer says nothing, unless all are silent")
{
    auto builder = healthy().zoomUdp("");
    for (const char* row : {"udp:zoom.us:3478", "udp:zoom.us:8801"})
        builder.silent(id(row), {{id("answers"), false}});
    CHECK(notes(builder.diagnosis()).isEmpty());
    builder.silent(id("udp:stun.example.com:3478"));
    CHECK(notes(builder.diagnosis()) == id("udp-blocked"));
}

TEST_CASE("two faults: names denied, and this computer drops 443")
{
    auto builder = healthy().zoomUnresolved("not-found", "nxdomain").controlsTcp("");
    builder.silent(id("udp:stun.example.com:3478"));
    CHECK(causes(rule(builder, "tcp 203.0.113.5 443").diagnosis()) ==
          id("dns-blocked + local-firewall"));
}

TEST_CASE("two faults: a rule of this computer, and Zoom reports an outage")
{
    auto builder = healthy().zoomTcp("").status("critical");
    CHECK(causes(rule(builder, "tcp 203.0.113.5 443").diagnosis()) ==
          id("local-firewall + zoom-outage"));
}
