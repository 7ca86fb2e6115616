#include "core/diagnosis/words.h"
#include "core/report/json.h"
#include "core/report/redact.h"
#include "core/report/text.h"
#include "tests/catch.h"
#include "tests/support/evidence_builder.h"

#include <QJsonDocument>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

QByteArray written(const Evidence& evidence)
{
    return QJsonDocument(toJson(evidence, diagnose(evidence))).toJson();
}

// A report whose first probe has this member in place of a right one.
QByteArray withMember(const char* key, const QJsonValue& value)
{
    QJsonObject probe{
        {id("id"), id("tcp:zoom.us:443")}, {id("layer"), id("tcp")}, {id("outcome"), id("passed")}};
    if (value.isUndefined())
        probe.remove(QLatin1String(key));
    else
        probe.insert(QLatin1String(key), value);
    return QJsonDocument(QJsonObject{{id("schema"), 1}, {id("probes"), QJsonArray{probe}}})
        .toJson();
}

QByteArray withRoot(const char* key, const QJsonValue& value)
{
    QJsonObject root{{id("schema"), 1}, {id("probes"), QJsonArray()}};
    root.insert(QLatin1String(key), value);
    return QJsonDocument(root).toJson();
}

QList<Evidence> symptoms()
{
    const QString proxy = id("127.0.0.1:3128");
    return {
        EvidenceBuilder().evidence(),
        EvidenceBuilder().nothingDirect().evidence(),
        EvidenceBuilder()
            .zoomUnresolved("not-found", "nxdomain")
            .proxy(proxy, "refused")
            .evidence(),
        EvidenceBuilder().zoomTls("untrusted-issuer", id("Acme")).status("minor").evidence(),
        EvidenceBuilder().cancelled().evidence(),
    };
}

// One finding a cause, with nothing known but the cause.
QList<Finding> bareFindings(const char* role)
{
    QList<Finding> findings;
    for (int i = 0; i <= int(Cause::Unknown); ++i) {
        Finding finding;
        finding.cause = Cause(i);
        if (*role != '\0')
            finding.values.insert(id("role"), id(role));
        findings.append(finding);
    }
    return findings;
}

} // namespace

TEST_CASE("json: a saved report gives the same diagnosis again")
{
    for (const Evidence& evidence : symptoms()) {
        const auto read = evidenceFromJson(written(evidence));
        REQUIRE(read);
        CHECK(written(*read) == written(evidence));
        CHECK(causes(diagnose(*read)) == causes(diagnose(evidence)));
    }
}

TEST_CASE("json: every field of the contract is there")
{
    const Evidence evidence = symptoms().at(2);
    const QJsonObject json = toJson(evidence, diagnose(evidence));
    CHECK(json[id("schema")].toInt() == 1);
    CHECK(json[id("tool")][id("name")].toString() == id("reconnect2026"));
    CHECK(json[id("started")].toString() == id("2026-05-04T09:30:00.000Z"));
    CHECK(json[id("duration_ms")].toInt() == 400);
    CHECK(json[id("platform")][id("os")].toString() == id("linux"));
    const QJsonObject verdict = json[id("verdict")].toObject();
    for (const char* key : {"cause", "confidence", "stage", "summary", "evidence", "fixes"})
        CHECK(verdict.contains(QLatin1String(key)));
    CHECK(verdict[id("summary")].toString().startsWith(
        id("This network won't look up Zoom's address. Other names work")));
    CHECK(json[id("other_causes")].toArray().size() == 1);
    CHECK(json[id("notes")].isArray());
    const QJsonObject probe = json[id("probes")].toArray().first().toObject();
    for (const char* key : {"id", "layer", "target", "outcome", "error", "duration_ms", "detail"})
        CHECK(probe.contains(QLatin1String(key)));
}

TEST_CASE("json: what is not a report says where and why")
{
    const auto problem = [](const QByteArray& json) {
        const auto evidence = evidenceFromJson(json);
        return evidence ? QString() : evidence.error().detail;
    };
    CHECK(problem("").startsWith(id("line 1")));
    CHECK(problem("{\n\"schema\": 1,\n oops").startsWith(id("line 3")));
    CHECK(problem("[]").startsWith(id("schema")));
    CHECK(problem("{\"schema\": 2}").startsWith(id("schema")));
    CHECK(problem("{\"schema\": 1}").startsWith(id("probes")));
    CHECK(problem("{\"schema\": 1, \"probes\": [7]}").startsWith(id("probes[0]")));
    for (const char* key : {"id", "layer", "outcome"})
        CHECK(
            problem(withMember(key, QJsonValue::Undefined)).startsWith(id("probes[0].") + id(key)));
    for (const char* key : {"id", "layer", "target", "outcome", "error", "duration_ms", "detail"})
        CHECK(problem(withMember(key, QJsonArray{1})).startsWith(id("probes[0].") + id(key)));
    CHECK(problem(withMember("layer", id("cellar"))).contains(id("not a layer")));
    CHECK(problem(withMember("outcome", id("fine"))).contains(id("not an outcome")));
    CHECK(problem(withMember("id", QString(600, QLatin1Char('x')))).contains(id("512")));
    for (const double ms : {-1.0, 1e300})
        CHECK(problem(withMember("duration_ms", ms)).contains(id("milliseconds")));
    for (const char* key : {"started", "duration_ms", "platform"})
        CHECK(problem(withRoot(key, QJsonArray())).startsWith(id(key)));
    for (const char* key : {"os", "version"})
        CHECK(problem(withRoot("platform", QJsonObject{{id(key), 5}}))
                  .startsWith(id("platform.") + id(key)));
}

TEST_CASE("json: too large is said before anything is read")
{
    const auto large = evidenceFromJson(QByteArray((4 << 20) + 1, ' '));
    REQUIRE_FALSE(large);
    CHECK(large.error().code == ErrorCode::TooLarge);
    QByteArray many = "{\"schema\": 1, \"probes\": [";
    for (int i = 0; i < 2001; ++i)
        many += i ? ",{}" : "{}";
    CHECK(evidenceFromJson(many + "]}").error().code == ErrorCode::TooLarge);
}

TEST_CASE("json: of two rows with one id the first counts")
{
    QJsonObject json = toJson(symptoms().first(), diagnose(symptoms().first()));
    QJsonArray probes = json[id("probes")].toArray();
    QJsonObject again = probes.first().toObject();
    again[id("outcome")] = id("failed");
    probes.append(again);
    json[id("probes")] = probes;
    const auto read = evidenceFromJson(QJsonDocument(json).toJson());
    REQUIRE(read);
    CHECK(read->observations.size() == symptoms().first().observations.size());
}

TEST_CASE("json: details of any shape are no danger to the diagnosis")
{
    for (const Evidence& evidence : symptoms()) {
        for (const QJsonValue& odd :
             {QJsonValue(7), QJsonValue(id("x")), QJsonValue(QJsonArray{QJsonArray{}, 3}),
              QJsonValue(QJsonObject{{id("name"), 4}}), QJsonValue(true)}) {
            Evidence twisted = evidence;
            for (Observation& row : twisted.observations)
                for (const QString& key : row.detail.keys())
                    row.detail[key] = odd;
            CHECK_FALSE(token(diagnose(twisted).verdict.cause).isEmpty());
        }
    }
}

TEST_CASE("text: the sentence comes first, then what helps, then the grounds")
{
    const Evidence evidence = symptoms().at(2);
    const QString text = toText(evidence, diagnose(evidence), {});
    CHECK(text.startsWith(id("This network won't look up Zoom's address.\n")));
    CHECK(text.contains(id("What helps: ")));
    CHECK(text.contains(id("Also in the way\nThis computer sends Zoom through a proxy")));
    CHECK(text.contains(id("127.0.0.1:3128: refused")));
    CHECK_FALSE(text.contains(QLatin1Char('\033')));
    CHECK_FALSE(text.contains(id("stun.example.com")));
    CHECK(text.endsWith(QLatin1Char('\n')));
}

TEST_CASE("text: everything, with colour, where it is asked for")
{
    TextOptions options;
    options.colour = true;
    options.everything = true;
    Evidence evidence = symptoms().first();
    for (const Outcome outcome : {Outcome::Failed, Outcome::TimedOut, Outcome::Unknown,
                                  Outcome::Skipped, Outcome::NotRun}) {
        evidence.observations[int(outcome)].outcome = outcome;
        evidence.observations[int(outcome)].error.clear();
    }
    const QString text = toText(evidence, diagnose(evidence), options);
    CHECK(text.contains(id("\033[1m")));
    CHECK(text.contains(id("stun.example.com")));
    CHECK(text.contains(id("2026-05-04T09:30:00Z")));
    CHECK(text.contains(id("Not affiliated with Zoom")));
}

TEST_CASE("text: what came from the network can't command the terminal")
{
    EvidenceBuilder builder;
    builder.zoomTls("untrusted-issuer", id("\033[2JEvil\nCA"));
    const QString text = toText(builder.evidence(), builder.diagnosis(), {});
    CHECK_FALSE(text.contains(QLatin1Char('\033')));
    CHECK(text.contains(id("Evil CA")));
}

TEST_CASE("words: every cause has a whole sentence though nothing else is known")
{
    for (const char* role : {"", "note"})
        for (const Finding& finding : bareFindings(role)) {
            const Words words = wordsFor(finding);
            INFO(token(finding.cause).toStdString());
            CHECK(words.headline.endsWith(QLatin1Char('.')));
            CHECK_FALSE(words.why.isEmpty());
            CHECK_FALSE(words.action.isEmpty());
            for (const QString& text : {words.headline, words.why, words.action})
                CHECK_FALSE(text.contains(QLatin1Char('{')));
        }
}

TEST_CASE("words: what is known fills the sentences")
{
    const auto words = [](Cause cause, QMap<QString, QString> values) {
        Finding finding;
        finding.cause = cause;
        finding.values = std::move(values);
        return wordsFor(finding);
    };
    const QString hours = words(Cause::ClockWrong, {{id("offsetSeconds"), id("-11000")}}).headline;
    CHECK(hours ==
          id("This computer's clock is off by 3 hours, so secure connections can't work."));
    CHECK(words(Cause::ClockWrong, {{id("offsetSeconds"), id("-11000")}})
              .why.startsWith(id("It's behind")));
    CHECK(words(Cause::ClockWrong, {{id("offsetSeconds"), id("94608000")}})
              .headline.contains(id("3 years")));
    CHECK(words(Cause::ClockWrong, {{id("offsetSeconds"), id("864000")}})
              .headline.contains(id("10 days")));
    CHECK(words(Cause::ClockWrong, {{id("offsetSeconds"), id("600")}})
              .headline.contains(id("10 minutes")));
    CHECK(words(Cause::ClockWrong, {{id("offsetSeconds"), id("50")}})
              .headline.contains(id("a minute")));
    CHECK(words(Cause::TlsIntercepted, {{id("issuer"), id("Acme")}}).headline ==
          id("Acme is opening Zoom's encrypted connection, and Zoom refuses that."));
    CHECK(words(Cause::HostsOverride, {{id("line"), id("{line} 0.0.0.0 zoom.us")}}).why ==
          id("It says: {line} 0.0.0.0 zoom.us"));
    CHECK(words(Cause::LocalFirewall, {{id("rule"), id("drop")}, {id("product"), id("ufw")}}).why ==
          id("Rule: drop, in ufw."));
    CHECK(words(Cause::LocalFirewall, {{id("rule"), id("drop")}}).why == id("Rule: drop."));
    CHECK(words(Cause::LocalFirewall, {{id("product"), id("ufw")}}).why == id("It's in ufw."));
    CHECK(words(Cause::ZoomOutage, {{id("incident"), id("Sign-in trouble")},
                                    {id("since"), id("2026-05-04T08:00:00Z")}})
              .why.startsWith(id("Sign-in trouble, since 2026-05-04 08:00 UTC.")));
    CHECK(words(Cause::ProxyBlocksZoom, {{id("host"), id("p:1")}, {id("reason"), id("403 No")}})
              .why == id("p:1 answered: 403 No."));
    CHECK(words(Cause::ClientOutdated, {{id("installed"), id("5.0")}, {id("needed"), id("6.0")}})
              .why == id("Installed 5.0, Zoom now asks for 6.0 or newer."));
    CHECK(words(Cause::SlowNetwork, {{id("loss"), id("30")}}).why ==
          id("30 % of the test packets went unanswered at first."));
    CHECK(words(Cause::ProxyPacBroken, {{id("url"), id("http://w/p.pac")}}).why ==
          id("It should come from http://w/p.pac."));
}

TEST_CASE("words: rows, outcomes, layers, fixes, stages and confidences all have names")
{
    for (const Evidence& evidence : symptoms())
        for (const Observation& row : evidence.observations)
            CHECK(sentenceFor(row).startsWith(row.target.isEmpty() ? row.id : row.target));
    for (int i = 0; i <= int(Outcome::Unknown); ++i)
        CHECK_FALSE(nameOf(Outcome(i)).isEmpty());
    for (int i = 0; i <= int(Layer::Client); ++i)
        CHECK_FALSE(nameOf(Layer(i)).isEmpty());
    for (int i = 0; i <= int(Stage::Escalate); ++i)
        CHECK_FALSE(nameOf(Stage(i)).isEmpty());
    for (int i = 0; i <= int(Confidence::Possible); ++i)
        CHECK_FALSE(nameOf(Confidence(i)).isEmpty());
    for (int i = 0; i <= int(Fix::AskIt); ++i) {
        CHECK_FALSE(nameOf(Fix(i)).isEmpty());
        Fix back = Fix::RestartZoom;
        CHECK(fromToken(token(Fix(i)), back));
        CHECK(back == Fix(i));
    }
    for (int i = 0; i <= int(Cause::Unknown); ++i) {
        Cause back = Cause::None;
        CHECK(fromToken(token(Cause(i)), back));
        CHECK(back == Cause(i));
    }
    Cause cause = Cause::None;
    CHECK_FALSE(fromToken(id("nothing"), cause));
}

TEST_CASE("redaction: home, user, computer and passwords go, everything else stays")
{
    const Person person{id("alice"), id("alices-laptop"), id("/home/alice")};
    EvidenceBuilder builder;
    builder.passes(
        id("client:zoom"),
        {{id("path"), id("/home/alice/.local/zoom")},
         {id("list"), QJsonArray{id("Alice's shop"), id("alices-laptop.lan"), id("malice")}},
         {id("role"), id("alice")},
         {id("url"), id("http://bob:secret@proxy.example:8080/")}});
    const Evidence clean = redacted(builder.evidence(), person);
    const QJsonObject detail = clean.observations.last().detail;
    CHECK(detail[id("path")].toString() == id("~/.local/zoom"));
    CHECK(detail[id("list")][0].toString() == id("<user>'s shop"));
    CHECK(detail[id("list")][1].toString() == id("<computer>.lan"));
    CHECK(detail[id("list")][2].toString() == id("malice"));
    CHECK(detail[id("role")].toString() == id("alice"));
    CHECK(detail[id("url")].toString() == id("http://proxy.example:8080/"));
}

TEST_CASE("redaction: a proxy script in the home folder is not named by its id either")
{
    const Person person{id("alice"), id("alices-laptop"), id("/home/alice")};
    EvidenceBuilder builder;
    builder.passes(id("proxy:config"));
    builder.fails(id("proxy:script:file:///home/alice/my.pac"), "malformed",
                  {{id("effective"), true}});
    builder.fails(id("proxy:alices-laptop:3128"), "refused", {{id("effective"), false}});
    const Evidence clean = redacted(builder.evidence(), person);
    CHECK_FALSE(written(clean).contains("alice"));
    CHECK(causes(diagnose(clean)) == causes(diagnose(builder.evidence())));
    const auto last = clean.observations.size() - 1;
    CHECK(written(clean).contains("\"proxy:config\""));
    CHECK(clean.observations[last - 1].id == id("proxy:script:file://~/my.pac"));
    CHECK(clean.observations[last].id == id("proxy:<computer>:3128"));
}

TEST_CASE("redaction: an address that spells out the network card's number no longer does")
{
    EvidenceBuilder builder;
    builder.passes(
        id("address:other"),
        {{id("addresses"),
          QJsonArray{id("2001:db8::5054:ff:fe12:3456"), id("fe80::0250:56FF:FEab:1%eth0"),
                     id("2001:db8::1234:5678:9abc:def0"), id("192.0.2.7")}}});
    builder.fails(id("dns:server:fe80::5054:ff:fe12:3456:zoom.us:A"), "refused");
    const Evidence clean = redacted(builder.evidence(), {});
    const QJsonArray addresses =
        clean.observations.at(clean.observations.size() - 2).detail[id("addresses")].toArray();
    CHECK(addresses[0].toString() == id("2001:db8::0:ff:fe00:0"));
    CHECK(addresses[1].toString() == id("fe80::0:ff:fe00:0%eth0"));
    CHECK(addresses[2].toString() == id("2001:db8::1234:5678:9abc:def0"));
    CHECK(addresses[3].toString() == id("192.0.2.7"));
    CHECK(clean.observations.last().id == id("dns:server:fe80::0:ff:fe00:0:zoom.us:A"));
}

TEST_CASE("redaction: common and short names, and the verdict, are left alone")
{
    for (const char* name : {"root", "zoom", "control", "al", ""}) {
        const Person person{id(name), id(name), id("/")};
        for (const Evidence& evidence : symptoms())
            CHECK(causes(diagnose(redacted(evidence, person))) == causes(diagnose(evidence)));
    }
    const Evidence evidence = symptoms().first();
    const Evidence same = redacted(evidence, {id("root"), id("zoom"), id("/")});
    CHECK(written(same) == written(evidence));
}
