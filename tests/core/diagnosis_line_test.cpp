#include "tests/catch.h"
#include "tests/support/evidence_builder.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

EvidenceBuilder healthy()
{
    return {};
}

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

EvidenceBuilder portalAt(int checks)
{
    EvidenceBuilder builder;
    for (int i = 0; i < checks; ++i)
        builder.fails(QStringLiteral("captive:check%1.example").arg(i), "portal");
    return builder;
}

} // namespace

TEST_CASE("healthy: Zoom answers, so nothing is blamed and nothing noted")
{
    const Diagnosis diagnosis = healthy().diagnosis();
    CHECK(causes(diagnosis) == id("none"));
    CHECK(diagnosis.verdict.confidence == Confidence::Certain);
    CHECK(diagnosis.verdict.evidence.first() == id("tls:zoom.us:443"));
    CHECK(notes(diagnosis).isEmpty());
}

TEST_CASE("healthy: without an answer of the web page it is likely, no more")
{
    CHECK(healthy().without(id("http:")).diagnosis().verdict.confidence == Confidence::Likely);
}

TEST_CASE("cancelled: nothing is claimed of a check that was stopped")
{
    const Diagnosis diagnosis = healthy().cancelled().diagnosis();
    CHECK(causes(diagnosis) == id("unknown"));
    CHECK(diagnosis.verdict.values.value(id("settle")) == id("cancelled"));
    CHECK(diagnosis.notes.isEmpty());
}

TEST_CASE("no evidence: unknown, whatever is missing")
{
    CHECK(causes(diagnose({})) == id("unknown"));
    EvidenceBuilder builder;
    for (const char* layer : {"dns:", "tcp:", "tls:", "http:", "captive:", "status:"})
        builder.without(id(layer));
    CHECK(causes(builder.diagnosis()) == id("unknown"));
}

TEST_CASE("no-network: cable out, no address, own address or no way out")
{
    auto dead = healthy().nothingDirect();
    CHECK(causes(EvidenceBuilder(dead).fails(id("link:interfaces"), "no-link").diagnosis()) ==
          id("no-network"));
    for (const char* error : {"no-address", "link-local-only"})
        CHECK(causes(EvidenceBuilder(dead).fails(id("address:ipv4"), error).diagnosis()) ==
              id("no-network"));
    const Diagnosis lost =
        EvidenceBuilder(dead).fails(id("route:ipv4"), "no-default-route").diagnosis();
    CHECK(causes(lost) == id("no-network"));
    CHECK(lost.verdict.values.value(id("mechanism")) == id("route"));
}

TEST_CASE("no-network: not where something answers all the same")
{
    CHECK(causes(healthy().fails(id("address:ipv4"), "no-address").diagnosis()) == id("none"));
    CHECK(causes(healthy().zoomTcp("").fails(id("link:interfaces"), "no-link").diagnosis()) ==
          id("network-firewall"));
    auto six = healthy().nothingDirect().fails(id("address:ipv4"), "no-address");
    six.passes(id("address:ipv6"));
    CHECK(causes(six.diagnosis()) == id("no-internet"));
}

TEST_CASE("no-network: NetworkManager says offline to Zoom though the network works")
{
    const Diagnosis diagnosis =
        healthy().fails(id("client:network-manager"), "disconnected").diagnosis();
    CHECK(causes(diagnosis) == id("no-network"));
    CHECK(diagnosis.verdict.confidence == Confidence::Likely);
    CHECK(diagnosis.verdict.values.value(id("mechanism")) == id("network-manager"));
}

TEST_CASE("no-internet: the router answers and nothing behind it does")
{
    const Diagnosis diagnosis = healthy().nothingDirect().diagnosis();
    CHECK(causes(diagnosis) == id("no-internet"));
    CHECK(diagnosis.verdict.confidence == Confidence::Certain);
}

TEST_CASE("no-internet: everything is refused or unreachable, and the router is silent")
{
    for (const char* error : {"refused", "unreachable"}) {
        auto builder = healthy().nothingDirect().zoomTcp(error).controlsTcp(error);
        builder.is(id("route:gateway"), Outcome::Unknown, "silent");
        const Diagnosis diagnosis = builder.diagnosis();
        CHECK(causes(diagnosis) == id("no-internet"));
        CHECK(diagnosis.verdict.confidence == Confidence::Likely);
        CHECK(diagnosis.verdict.values.value(id("mechanism")) == id("gateway-silent"));
    }
}

TEST_CASE("no-internet: one control host that is down is nobody's fault")
{
    CHECK(causes(healthy().silent(id("tcp:198.51.100.41:443")).diagnosis()) == id("none"));
}

TEST_CASE("captive-portal: a page in place of most others, whatever else it breaks")
{
    CHECK(causes(portalAt(4).zoomTcp("").controlsTcp("").diagnosis()) == id("captive-portal"));
    CHECK(causes(portalAt(4)
                     .zoomTls("name-mismatch", id("Hotel"), {id("hotel.example")})
                     .zoomLeadsTo(id("10.0.0.1"))
                     .controlsTls("name-mismatch")
                     .diagnosis()) == id("captive-portal"));
    const Diagnosis most = portalAt(3).zoomTcp("refused").diagnosis();
    CHECK(causes(most) == id("captive-portal"));
    CHECK(most.verdict.confidence == Confidence::Likely);
    CHECK(most.verdict.fixes == QList<Fix>{Fix::SignInToNetwork});
}

TEST_CASE("captive-portal: one odd answer is not a portal")
{
    CHECK(causes(portalAt(1).diagnosis()) == id("none"));
    CHECK(notes(portalAt(1).diagnosis()).isEmpty());
    CHECK(causes(portalAt(1).zoomTcp("").diagnosis()) == id("network-firewall"));
    CHECK(causes(portalAt(2).zoomTcp("").diagnosis()) == id("network-firewall"));
}

TEST_CASE("captive-portal: where Zoom gets through it is a note")
{
    CHECK(causes(portalAt(4).diagnosis()) == id("none"));
    CHECK(notes(portalAt(4).diagnosis()) == id("captive-portal"));
}
