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

EvidenceBuilder nothingResolves(const char* systemError, const char* serverError)
{
    EvidenceBuilder builder;
    builder.zoomUnresolved(systemError, serverError).independentNames("");
    builder.fails(id("dns:system:www.example.com"), systemError);
    if (*serverError == '\0')
        builder.silent(id("dns:server:192.0.2.53:www.example.com:A"));
    else
        builder.fails(id("dns:server:192.0.2.53:www.example.com:A"), serverError);
    builder.is(id("tcp:www.example.com:443"), Outcome::NotRun, "no-address");
    builder.is(id("tls:www.example.com:443"), Outcome::NotRun, "no-address");
    builder.is(id("udp:stun.example.com:3478"), Outcome::NotRun, "no-address");
    return builder;
}

EvidenceBuilder& independentTls(EvidenceBuilder& builder, const char* error,
                                const QString& address = zoomAddress)
{
    const QString row = QStringLiteral("tls:zoom.us:443@") + address;
    const QJsonObject detail{{id("role"), id("independent")}, {id("connected"), true}};
    return *error == '\0' ? builder.passes(row, detail) : builder.fails(row, error, detail);
}

} // namespace

TEST_CASE("dns-failure: hosts answer by address and no name resolves")
{
    for (const char* server : {"", "servfail", "refused", "nxdomain", "malformed", "unreachable"}) {
        const Diagnosis diagnosis = nothingResolves("temporary", server).diagnosis();
        INFO(server);
        CHECK(causes(diagnosis) == id("dns-failure"));
        CHECK(diagnosis.verdict.confidence == Confidence::Certain);
    }
    auto none = nothingResolves("temporary", "").without(id("dns:server:"));
    CHECK(causes(none.fails(id("dns:none"), "no-servers").diagnosis()) == id("dns-failure"));
}

TEST_CASE("local-firewall: no question to a name server is let out of this computer")
{
    const Diagnosis diagnosis = nothingResolves("temporary", "not-permitted").diagnosis();
    CHECK(causes(diagnosis) == id("local-firewall"));
    CHECK(diagnosis.verdict.confidence == Confidence::Certain);
}

TEST_CASE("dns-failure: without hosts asked by address it is likely at most")
{
    auto builder = nothingResolves("temporary", "servfail").without(id("tcp:198."));
    const Diagnosis diagnosis = builder.diagnosis();
    CHECK(causes(diagnosis) == id("dns-failure"));
    CHECK(diagnosis.verdict.confidence == Confidence::Likely);
}

TEST_CASE("dns-failure: a dead line is not a dead resolver")
{
    auto builder = nothingResolves("temporary", "");
    for (const char* row : {"tcp:198.51.100.41:443", "tcp:198.51.100.42:443"})
        builder.silent(id(row));
    CHECK(causes(builder.diagnosis()) == id("no-internet"));
}

TEST_CASE("dns-failure: a first server that is silent while the second answers costs time only")
{
    auto builder = healthy();
    builder.silent(id("dns:system:zoom.us")).silent(id("dns:system:www.example.com"));
    CHECK(causes(builder.diagnosis()) == id("none"));
    CHECK(notes(builder.diagnosis()) == id("dns-failure"));
}

TEST_CASE("dns-failure: the system's own resolver is broken though a server answers us")
{
    auto builder = healthy();
    builder.fails(id("dns:system:zoom.us"), "failed")
        .fails(id("dns:system:www.example.com"), "failed");
    CHECK(causes(builder.diagnosis()) == id("dns-failure"));
}

TEST_CASE("dns-blocked: other names resolve and Zoom's are denied, refused, empty or unanswered")
{
    for (const char* how : {"nxdomain", "refused", "empty", "servfail", ""}) {
        const Diagnosis diagnosis = healthy().zoomUnresolved("not-found", how).diagnosis();
        INFO(how);
        CHECK(causes(diagnosis) == id("dns-blocked"));
        CHECK(diagnosis.verdict.confidence == Confidence::Certain);
    }
    auto alone = healthy().zoomUnresolved("", "").independentNames("");
    CHECK(causes(alone.diagnosis()) == id("dns-blocked"));
    CHECK(alone.diagnosis().verdict.confidence == Confidence::Likely);
}

TEST_CASE("dns-blocked: not where the line loses other packets too")
{
    // Half of everything is lost: both questions about Zoom's name, and a SYN of most connections.
    auto lossy = healthy().zoomUnresolved("temporary", "").independentNames("");
    for (const char* row : {"tcp:www.example.com:443", "tcp:198.51.100.41:443"}) {
        const QJsonObject late{{id("address"), id("198.51.100.41")},
                               {id("family"), id("ipv4")},
                               {id("outcome"), id("passed")},
                               {id("ms"), 1030}};
        lossy.passes(id(row), {{id("addresses"), QJsonArray{late}}});
    }
    lossy.is(id("tcp:zoom.us:443"), Outcome::NotRun, "no-address");
    lossy.is(id("tls:zoom.us:443"), Outcome::NotRun, "no-address");
    lossy.is(id("tls:zoom.us:443:no-sni"), Outcome::NotRun, "no-address");
    CHECK(causes(lossy.diagnosis()) == id("slow-network"));

    // A no is a no on any line.
    auto denied = lossy;
    denied.fails(id("dns:server:192.0.2.53:zoom.us:A"), "nxdomain");
    CHECK(causes(denied.diagnosis()).contains(id("dns-blocked")));

    auto otherNames = healthy().zoomUnresolved("", "").independentNames("");
    otherNames.silent(id("dns:system:www.example.org"), {{id("role"), id("control")}});
    CHECK_FALSE(causes(otherNames.diagnosis()).contains(id("dns-blocked")));
}

TEST_CASE("dns-blocked: sunk to addresses that lead nowhere")
{
    for (const char* sink : {"0.0.0.0", "127.0.0.1", "::", "::1"}) {
        INFO(sink);
        CHECK(causes(healthy().zoomTcp("refused").zoomLeadsTo(id(sink)).diagnosis()) ==
              id("dns-blocked"));
    }
}

TEST_CASE("dns: the system's late answer leads nowhere, while name servers told us the way")
{
    const QJsonObject nowhere{{id("addresses"), QJsonArray{id("0.0.0.0")}}};
    auto builder = healthy().passes(id("dns:system:zoom.us"), nowhere);
    CHECK(causes(builder.diagnosis()) == id("dns-blocked"));
    builder.hosts(id("zoom.us"), id("0.0.0.0"));
    CHECK(causes(builder.diagnosis()) == id("hosts-override"));
}

TEST_CASE("dns-blocked: only the host that decides is denied")
{
    auto builder = healthy().zoomUnresolved("not-found", "nxdomain");
    builder.passes(id("tls:us02web.zoom.us:443"), {{id("role"), id("zoom")}});
    builder.passes(id("dns:system:us02web.zoom.us"), {{id("role"), id("zoom")}});
    CHECK(causes(builder.diagnosis()) == id("dns-blocked"));
}

TEST_CASE("dns-blocked: another Zoom name that is denied stops nobody")
{
    auto builder = healthy();
    builder.is(id("tls:us02web.zoom.us:443"), Outcome::NotRun, "no-address",
               {{id("role"), id("zoom")}});
    builder.fails(id("dns:system:us02web.zoom.us"), "not-found", {{id("role"), id("zoom")}});
    CHECK(causes(builder.diagnosis()) == id("none"));
}

TEST_CASE("dns-blocked: a name filter of this computer that its servers know nothing of")
{
    auto builder = healthy().fails(id("dns:system:zoom.us"), "not-found");
    CHECK(causes(builder.diagnosis()) == id("dns-blocked"));
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Likely);
}

TEST_CASE("dns-blocked and network-firewall: Zoom's true address is silent as well")
{
    auto builder = healthy().zoomUnresolved("not-found", "nxdomain").zoomUdp("");
    builder.silent(id("tls:zoom.us:443@203.0.113.5"),
                   {{id("role"), id("independent")}, {id("connected"), false}});
    CHECK(causes(builder.diagnosis()) == id("dns-blocked + network-firewall"));
}

TEST_CASE("zoom-outage: independent resolvers don't know Zoom's name either")
{
    for (const char* how : {"nxdomain", "servfail"}) {
        auto builder = healthy().zoomUnresolved("not-found", how).independentNames(how);
        CHECK(causes(builder.diagnosis()) == id("zoom-outage"));
    }
}

TEST_CASE("dns-hijacked: the system's address is not Zoom and the independent one is")
{
    auto builder = healthy().zoomLeadsTo(id("198.51.100.99"));
    builder.zoomTls("name-mismatch", id("Parking CA"), {id("parked.example")});
    independentTls(builder, "");
    CHECK(causes(builder.diagnosis()) == id("dns-hijacked"));
    CHECK(builder.diagnosis().verdict.confidence == Confidence::Certain);

    auto silent = healthy().zoomTcp("").zoomLeadsTo(id("198.51.100.99"));
    independentTls(silent, "");
    CHECK(causes(silent.diagnosis()) == id("dns-hijacked"));
    CHECK(silent.diagnosis().verdict.confidence == Confidence::Likely);
}

TEST_CASE("dns-hijacked: a private address, or another site's certificate, without a witness")
{
    auto home = healthy().zoomTcp("").zoomLeadsTo(id("192.168.77.7")).independentNames("");
    CHECK(causes(home.diagnosis()) == id("dns-hijacked"));
    auto parked = healthy().zoomLeadsTo(id("198.51.100.99")).independentNames("");
    parked.zoomTls("self-signed", id("parked"), {id("parked.example")});
    CHECK(causes(parked.diagnosis()) == id("dns-hijacked"));
    CHECK(parked.diagnosis().verdict.confidence == Confidence::Likely);
}

TEST_CASE("dns-hijacked: other addresses of Zoom's own are no hijack")
{
    CHECK(causes(healthy().zoomLeadsTo(id("203.0.113.77")).diagnosis()) == id("none"));
    // The same address by an independent resolver: what stands there is on the way.
    CHECK(causes(healthy().zoomTls("self-signed", id("Box")).diagnosis()) == id("tls-intercepted"));
}

TEST_CASE("tls-intercepted: the independent address shows the same foreign certificate")
{
    auto builder = healthy().zoomLeadsTo(id("203.0.113.77"));
    builder.zoomTls("untrusted-issuer", id("CN=Acme Web Shield"), {id("*.zoom.us"), id("zoom.us")});
    independentTls(builder, "untrusted-issuer");
    CHECK(causes(builder.diagnosis()) == id("tls-intercepted"));
}

TEST_CASE("hosts-override: a pinned address that does not serve Zoom")
{
    const Diagnosis sunk =
        healthy().zoomTcp("refused").hosts(id("zoom.us"), id("127.0.0.1")).diagnosis();
    CHECK(causes(sunk) == id("hosts-override"));
    CHECK(sunk.verdict.values.value(id("line")) == id("127.0.0.1 zoom.us"));
    auto wrong = healthy().zoomTls("name-mismatch", id("Other CA"), {id("other.example")});
    CHECK(causes(wrong.hosts(id("zoom.us"), id("198.51.100.99")).diagnosis()) ==
          id("hosts-override"));
}

TEST_CASE("hosts-override: a second Zoom name that leads nowhere is found too")
{
    auto builder =
        healthy().fails(id("tls:us02web.zoom.us:443"), "refused", {{id("role"), id("zoom")}});
    CHECK(causes(builder.hosts(id("us02web.zoom.us"), id("0.0.0.0")).diagnosis()) ==
          id("hosts-override"));
}

TEST_CASE("hosts-override: a pin where Zoom answers is worth a note")
{
    const Diagnosis diagnosis = healthy().hosts(id("zoom.us"), zoomAddress).diagnosis();
    CHECK(causes(diagnosis) == id("none"));
    CHECK(notes(diagnosis) == id("hosts-override"));
}

TEST_CASE("hosts-override: the right address pinned, and the network drops it")
{
    auto builder = healthy().zoomTcp("").hosts(id("zoom.us"), zoomAddress);
    CHECK(causes(builder.diagnosis()) == id("network-firewall"));
}

TEST_CASE("hosts-override: names nobody asks, such as an ad-blocker's, are left alone")
{
    CHECK(causes(healthy().hosts(id("log-gateway.zoom.us"), id("0.0.0.0")).diagnosis()) ==
          id("none"));
}

TEST_CASE("hosts-override and local-firewall: a wrong pin and a rule")
{
    auto builder =
        healthy().zoomTcp("refused").controlsTcp("refused").hosts(id("zoom.us"), id("127.0.0.1"));
    builder.fails(id("firewall:nftables"), "blocks", {{id("product"), id("nftables")}});
    CHECK(causes(builder.diagnosis()) == id("hosts-override + local-firewall"));
}

TEST_CASE("hosts-override and dns-blocked: the servers deny what the file pins wrongly")
{
    auto builder = healthy().zoomTcp("refused").hosts(id("zoom.us"), id("127.0.0.1"));
    builder.fails(id("dns:server:192.0.2.53:zoom.us:A"), "nxdomain");
    CHECK(causes(builder.diagnosis()) == id("hosts-override + dns-blocked"));
}
