#include "tests/catch.h"
#include "tests/support/evidence_builder.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

const QString here = id("127.0.0.1:3128");
const QString company = id("192.0.2.8:3128");

EvidenceBuilder healthy()
{
    return {};
}

QJsonObject others(const char* outcome)
{
    return {{id("controlOutcome"), QLatin1String(outcome)}, {id("connected"), true}};
}

EvidenceBuilder& script(EvidenceBuilder& builder, const char* error, QJsonObject detail = {})
{
    const QString row = id("proxy:script:http://pac.example/proxy.pac");
    detail.insert(id("effective"), true);
    builder.passes(id("proxy:config"));
    return *error == '\0' ? builder.passes(row, detail) : builder.fails(row, error, detail);
}

} // namespace

TEST_CASE("a proxy that works carries the client, though nothing direct gets out")
{
    CHECK(causes(healthy().nothingDirect().proxy(company, "").diagnosis()) == id("none"));
    CHECK(causes(healthy().zoomTcp("").proxy(company, "").diagnosis()) == id("none"));
    CHECK(
        causes(healthy().zoomUnresolved("not-found", "nxdomain").proxy(company, "").diagnosis()) ==
        id("none"));
    CHECK(healthy()
              .nothingDirect()
              .proxy(company, "")
              .diagnosis()
              .verdict.values.value(id("mechanism")) == id("proxy"));
}

TEST_CASE("proxy-unreachable: a dead proxy is set while Zoom answers without it")
{
    for (const char* error : {"name-unknown", "refused", "unreachable", "not-a-proxy", "closed",
                              "bad-setting", "timed-out"}) {
        INFO(error);
        const Diagnosis diagnosis = healthy().proxy(here, error).diagnosis();
        CHECK(causes(diagnosis) == id("proxy-unreachable"));
        CHECK(diagnosis.verdict.confidence == Confidence::Certain);
        CHECK(diagnosis.verdict.fixes == QList<Fix>{Fix::TurnOffProxy});
        CHECK(diagnosis.verdict.values.value(id("place")) == id("GNOME network settings"));
        CHECK(diagnosis.verdict.values.value(id("host")) == here);
    }
}

TEST_CASE("proxy-unreachable: a bypassed proxy is not the client's way")
{
    CHECK(causes(healthy().proxy(here, "refused", {{id("bypassesZoom"), true}}).diagnosis()) ==
          id("none"));
    const Diagnosis idle = healthy().proxy(here, "refused", {{id("effective"), false}}).diagnosis();
    CHECK(causes(idle) == id("none"));
    CHECK(notes(idle) == id("proxy-unreachable"));
}

TEST_CASE("proxy-unreachable: follows from a dead line, unless it is on this computer")
{
    CHECK(causes(healthy().nothingDirect().proxy(company, "timed-out").diagnosis()) ==
          id("no-internet"));
    CHECK(causes(healthy().nothingDirect().proxy(here, "refused").diagnosis()) ==
          id("no-internet + proxy-unreachable"));
    // Who turns connections away is there: a network where nobody goes out without it.
    CHECK(causes(healthy().nothingDirect().proxy(company, "refused").diagnosis()) ==
          id("proxy-unreachable"));
}

TEST_CASE("proxy-unreachable: not where another proxy carries, which is then a note")
{
    auto builder = healthy().proxy(here, "refused").proxy(company, "");
    CHECK(causes(builder.diagnosis()) == id("none"));
    CHECK(notes(builder.diagnosis()) == id("proxy-unreachable"));
}

TEST_CASE("proxy-blocks-zoom: it carries others and refuses, cuts or stalls Zoom")
{
    for (const char* error : {"blocked", "closed", "bad-gateway", "timed-out", "tls-reset"}) {
        INFO(error);
        CHECK(causes(healthy().zoomTcp("").proxy(company, error, others("passed")).diagnosis()) ==
              id("proxy-blocks-zoom"));
    }
    const Diagnosis said =
        healthy()
            .proxy(company, "blocked", {{id("status"), 403}, {id("reason"), id("Forbidden")}})
            .diagnosis();
    CHECK(causes(said) == id("proxy-blocks-zoom"));
    CHECK(said.verdict.values.value(id("reason")) == id("403 Forbidden"));
    CHECK(said.verdict.fixes == QList<Fix>{Fix::TurnOffProxy, Fix::AskIt});
}

TEST_CASE("proxy-auth-required: it wants a login, whether or not direct works")
{
    CHECK(causes(healthy().proxy(company, "auth-required").diagnosis()) ==
          id("proxy-auth-required"));
    CHECK(causes(healthy().zoomTcp("").proxy(company, "auth-required").diagnosis()) ==
          id("proxy-auth-required"));
}

TEST_CASE("proxy: what it refuses to everybody is no word about Zoom")
{
    CHECK(causes(healthy()
                     .proxy(company, "bad-gateway",
                            {{id("controlOutcome"), id("failed")},
                             {id("controlError"), id("bad-gateway")}})
                     .diagnosis()) == id("proxy-unreachable"));
}

TEST_CASE("proxy: rows that were not run decide nothing")
{
    auto builder = healthy().proxy(company, "");
    builder.is(QStringLiteral("proxy:") + company, Outcome::NotRun, "");
    CHECK(causes(builder.diagnosis()) == id("unknown"));
}

TEST_CASE("proxy-pac-broken: a note where the client gets through without it")
{
    for (const char* error : {"http-status", "malformed", "looped", "name-unknown"}) {
        auto builder = healthy();
        const Diagnosis diagnosis = script(builder, error).diagnosis();
        CHECK(causes(diagnosis) == id("none"));
        CHECK(notes(diagnosis) == id("proxy-pac-broken"));
    }
}

TEST_CASE("proxy-pac-broken: the verdict where nobody goes out without a proxy")
{
    for (const char* error : {"http-status", "crashed"}) {
        auto builder = healthy().nothingDirect();
        CHECK(causes(script(builder, error).diagnosis()) == id("proxy-pac-broken"));
    }
    auto dead = healthy().nothingDirect();
    CHECK(causes(script(dead, "unreachable").diagnosis()) == id("no-internet"));
}

TEST_CASE("proxy script: offers the direct way too, so a dead proxy in it is a note")
{
    auto builder = healthy().proxy(here, "refused", {{id("fromScript"), true}});
    CHECK(causes(script(builder, "").diagnosis()) == id("proxy-unreachable"));
    CHECK(builder.diagnosis().verdict.fixes == QList<Fix>{Fix::TurnOffProxyScript});
    const Diagnosis both = script(builder, "", {{id("direct"), true}}).diagnosis();
    CHECK(causes(both) == id("none"));
    CHECK(notes(both) == id("proxy-unreachable"));
}

TEST_CASE("proxy script: none is found by detection, so the client goes direct")
{
    auto builder = healthy();
    builder.is(id("proxy:script:http://wpad/wpad.dat"), Outcome::Skipped, "not-found",
               {{id("effective"), true}});
    CHECK(causes(builder.diagnosis()) == id("none"));
}

TEST_CASE("proxy script: detection that finds nothing hides no broken script, in either order")
{
    const QJsonObject detect{{id("effective"), true}};
    const QString wpad = id("proxy:script:http://wpad/wpad.dat");
    auto first = healthy().nothingDirect();
    first.is(wpad, Outcome::Skipped, "not-found", detect);
    CHECK(causes(script(first, "http-status").diagnosis()) == id("proxy-pac-broken"));
    auto last = healthy().nothingDirect();
    script(last, "http-status").is(wpad, Outcome::Skipped, "not-found", detect);
    CHECK(causes(last.diagnosis()) == id("proxy-pac-broken"));
}

TEST_CASE("local-firewall: a rule keeps this computer from its proxy")
{
    CHECK(causes(healthy().proxy(company, "not-permitted").diagnosis()) == id("local-firewall"));
}

TEST_CASE("two faults: a dead proxy, and the network drops Zoom")
{
    CHECK(causes(healthy().zoomTcp("").proxy(here, "refused").diagnosis()) ==
          id("network-firewall + proxy-unreachable"));
}

TEST_CASE("two faults: a dead proxy, and a wrong pin or a denied name")
{
    CHECK(causes(healthy()
                     .zoomTcp("refused")
                     .hosts(id("zoom.us"), id("127.0.0.1"))
                     .proxy(here, "refused")
                     .diagnosis()) == id("hosts-override + proxy-unreachable"));
    CHECK(
        causes(
            healthy().zoomUnresolved("not-found", "nxdomain").proxy(here, "refused").diagnosis()) ==
        id("dns-blocked + proxy-unreachable"));
}

TEST_CASE("tls-intercepted: inside a proxy that opens what it carries")
{
    CHECK(causes(healthy()
                     .zoomTcp("")
                     .proxy(company, "tls-untrusted-issuer", others("failed"))
                     .diagnosis())
              .startsWith(id("network-firewall + tls-intercepted")));
    CHECK(causes(healthy().proxy(company, "tls-untrusted-issuer", others("passed")).diagnosis()) ==
          id("tls-intercepted"));
}
