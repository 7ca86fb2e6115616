#include "core/guide/found.h"
#include "core/guide/guide.h"
#include "core/guide/layer_summary.h"
#include "core/guide/offer.h"
#include "core/guide/stage_state.h"
#include "tests/catch.h"
#include "tests/support/evidence_builder.h"

#include <QJsonArray>

using namespace reconnect;

namespace {

const QStringList systems{QStringLiteral("windows"), QStringLiteral("macos"),
                          QStringLiteral("linux")};

QList<Cause> allCauses()
{
    QList<Cause> causes;
    for (int i = 0; i <= int(Cause::Unknown); ++i)
        causes.append(Cause(i));
    return causes;
}

Observation row(const QString& id, Layer layer, Outcome outcome, const QString& error = {})
{
    return {id, layer, id, outcome, error, 12, {}};
}

Finding finding(Cause cause, Stage stage, const QStringList& evidence = {})
{
    Finding made;
    made.cause = cause;
    made.stage = stage;
    made.evidence = evidence;
    return made;
}

Diagnosis verdict(Cause cause, Stage stage)
{
    Diagnosis diagnosis;
    diagnosis.verdict = finding(cause, stage);
    return diagnosis;
}

Progress over()
{
    Progress progress;
    progress.checkup = Progress::Checkup::Over;
    return progress;
}

Evidence seen(const QList<Observation>& rows)
{
    Evidence evidence;
    evidence.observations = rows;
    return evidence;
}

QString allText(const QList<Steps>& list)
{
    QString text;
    for (const Steps& steps : list)
        text += steps.heading + QLatin1Char('\n') + steps.steps.join(QLatin1Char('\n')) +
                QLatin1Char('\n') + steps.caveat + QLatin1Char('\n');
    return text;
}

} // namespace

TEST_CASE("guide: every stage asks a question, says what it checks, and has steps on every system")
{
    CHECK(stages().size() == 5);
    for (const Stage stage : stages()) {
        const StageGuide guide = guideFor(stage);
        CHECK(guide.stage == stage);
        CHECK_FALSE(guide.name.isEmpty());
        CHECK(guide.question.endsWith(QLatin1Char('?')));
        CHECK(guide.checks.endsWith(QLatin1Char('.')));
        for (const QString& os : systems) {
            const QList<Steps> list = stepsFor(stage, os);
            REQUIRE_FALSE(list.isEmpty());
            for (const Steps& steps : list) {
                CHECK_FALSE(steps.heading.isEmpty());
                CHECK_FALSE(steps.steps.isEmpty());
            }
        }
    }
}

TEST_CASE("guide: the remedies of the guide are all there, in the system's own names")
{
    const auto has = [](Stage stage, const char* os, const char* text) {
        return allText(stepsFor(stage, QLatin1String(os))).contains(QLatin1String(text));
    };
    for (const QString& os : systems) {
        const QString checks = allText(stepsFor(Stage::Checks, os));
        for (const char* part : {"Restart Zoom", "Restart the computer", "Restart the router",
                                 "status.zoom.us", "two or three sites"})
            CHECK(checks.contains(QLatin1String(part)));
        CHECK(allText(stepsFor(Stage::Reinstall, os)).contains(QLatin1String("zoom.us/download")));
        CHECK(allText(stepsFor(Stage::Proxy, os)).contains(QLatin1String("IT department")));
    }
    CHECK(has(Stage::Firewall, "windows", "Zoom Meetings"));
    CHECK(has(Stage::Firewall, "windows", "Private and Public"));
    CHECK(has(Stage::Firewall, "windows", "Zoom.exe"));
    CHECK(has(Stage::Firewall, "macos", "Allow incoming connections"));
    CHECK(has(Stage::Proxy, "windows", "Use a proxy server"));
    CHECK(has(Stage::Proxy, "macos", "turn each of them off"));
    CHECK(has(Stage::Reinstall, "macos", "BJ4HAAB9B3"));
    for (const char* suite : {"Norton", "McAfee", "Bitdefender"}) {
        CHECK(has(Stage::Firewall, "windows", suite));
        CHECK(has(Stage::Firewall, "macos", suite));
    }
}

TEST_CASE("guide: a list of incoming connections is not sold as a cure for an outgoing one")
{
    for (const char* os : {"windows", "macos"}) {
        const QList<Steps> list = stepsFor(Stage::Firewall, QLatin1String(os));
        CHECK(list.first().caveat.contains(QLatin1String("rarely cures")));
    }
}

TEST_CASE("guide: nobody is told to turn a firewall off, shouted at or begged")
{
    QString text;
    for (const QString& os : systems) {
        for (const Stage stage : stages())
            text +=
                allText(stepsFor(stage, os)) + guideFor(stage).question + guideFor(stage).checks;
        for (const Cause cause : allCauses())
            if (const auto steps = stepsFor(cause, os))
                text += allText({*steps});
    }
    for (const char* word :
         {"please", "Please", "disable the firewall", "turn the firewall off", "failed", "invalid"})
        CHECK_FALSE(text.contains(QLatin1String(word)));
    CHECK_FALSE(text.contains(QLatin1Char('!')));
}

TEST_CASE("offer: every cause has a main button that does something now")
{
    for (const Cause cause : allCauses()) {
        const Offer offer = offerFor(finding(cause, Stage::Proxy), {});
        CAPTURE(token(cause));
        CHECK_FALSE(offer.label.isEmpty());
        if (offer.action == Offer::Action::OpenPage)
            CHECK(offer.page.isValid());
        // What only a later fix can do is not promised.
        for (const char* promise : {"Turn the", "Remove the", "Allow Zoom", "Set the clock",
                                    "Tell me", "with me", "Reinstall", "Restart Zoom"})
            CHECK_FALSE(offer.label.startsWith(QLatin1String(promise)));
    }
    CHECK(offerFor(finding(Cause::LocalFirewall, Stage::Firewall), {}).stage == Stage::Firewall);
    CHECK(offerFor(finding(Cause::None, Stage::Escalate), {}).stage == Stage::Checks);
}

TEST_CASE(
    "offer: who stops Zoom is looked at once with an administrator's rights, then IT is asked")
{
    test::EvidenceBuilder builder;
    builder.zoomTcp("").is(QStringLiteral("firewall:nftables"), Outcome::Unknown, "needs-root",
                           {{QStringLiteral("product"), QStringLiteral("nftables")}});
    const Finding verdict = builder.diagnosis().verdict;
    Able able;
    able.can = [](const Change&) { return true; };
    const Offer look = offerFor(verdict, builder.evidence(), able);
    CHECK(look.action == Offer::Action::Repair);
    CHECK(look.fix == Fix::AllowZoomInFirewall);
    CHECK(look.label == QStringLiteral("Look as administrator"));
    CHECK(look.reversible);
    able.tried = {Fix::AllowZoomInFirewall};
    for (const Able& rest : {able, Able()}) {
        const Offer ask = offerFor(verdict, builder.evidence(), rest);
        CHECK(ask.action == Offer::Action::WriteToIt);
        CHECK(ask.label == QStringLiteral("Write to IT"));
    }
}

TEST_CASE("offer: the sign-in button opens the address that was asked, not what a stranger sent")
{
    Observation passed =
        row(QStringLiteral("captive:first.example"), Layer::Captive, Outcome::Passed);
    Observation portal = row(QStringLiteral("captive:detect.example"), Layer::Captive,
                             Outcome::Failed, QStringLiteral("portal"));
    portal.detail.insert(QStringLiteral("location"), QStringLiteral("file:///etc/passwd"));

    const Finding captive = finding(Cause::CaptivePortal, Stage::Checks);
    CHECK(offerFor(captive, seen({passed, portal})).page ==
          QUrl(QStringLiteral("http://detect.example/")));

    portal.id = QStringLiteral("captive:");
    CHECK(offerFor(captive, seen({portal})).page.scheme() == QStringLiteral("http"));
}

TEST_CASE("stage state: before and while checking, nothing is claimed")
{
    Progress progress;
    CHECK(stateOf(Stage::Checks, {}, {}, progress) == StageState::Waiting);
    progress.checkup = Progress::Checkup::Running;
    CHECK(stateOf(Stage::Checks, {}, {}, progress) == StageState::Checking);
    CHECK(stateOf(Stage::Firewall, {}, {}, progress) == StageState::Waiting);
}

TEST_CASE("stage state: the stage with the cause needs the person, until fixed or passed by")
{
    const Diagnosis diagnosis = verdict(Cause::ProxyUnreachable, Stage::Proxy);
    Progress progress = over();
    CHECK(stateOf(Stage::Proxy, {}, diagnosis, progress) == StageState::NeedsYou);
    CHECK(stateOf(Stage::Checks, {}, diagnosis, progress) == StageState::Fine);
    CHECK(stateOf(Stage::Escalate, {}, diagnosis, progress) == StageState::Waiting);
    progress.skipped.insert(Stage::Proxy);
    CHECK(stateOf(Stage::Proxy, {}, diagnosis, progress) == StageState::Skipped);
    progress.fixed.insert(Stage::Proxy);
    CHECK(stateOf(Stage::Proxy, {}, diagnosis, progress) == StageState::Fixed);
}

TEST_CASE("stage state: two causes in two stages both need the person")
{
    Diagnosis diagnosis = verdict(Cause::HostsOverride, Stage::Checks);
    diagnosis.otherCauses = {finding(Cause::ProxyUnreachable, Stage::Proxy),
                             finding(Cause::None, Stage::Firewall)};
    CHECK(stateOf(Stage::Checks, {}, diagnosis, over()) == StageState::NeedsYou);
    CHECK(stateOf(Stage::Proxy, {}, diagnosis, over()) == StageState::NeedsYou);
    CHECK(stateOf(Stage::Firewall, {}, diagnosis, over()) == StageState::CouldNotTell);
    CHECK(findingsOf(Stage::Checks, diagnosis).size() == 1);
}

TEST_CASE("stage state: firewall rules that could not be read are not called fine")
{
    const QString id = QStringLiteral("firewall:nftables");
    const Evidence unread = seen({row(id, Layer::Firewall, Outcome::Unknown)});
    const Diagnosis elsewhere = verdict(Cause::DnsFailure, Stage::Checks);
    CHECK(stateOf(Stage::Firewall, unread, elsewhere, over()) == StageState::CouldNotTell);
    // That Zoom answered says more than the rules could.
    CHECK(stateOf(Stage::Firewall, unread, verdict(Cause::None, Stage::Checks), over()) ==
          StageState::Fine);
    CHECK(stateOf(Stage::Firewall, seen({row(id, Layer::Firewall, Outcome::Passed)}), elsewhere,
                  over()) == StageState::Fine);
}

TEST_CASE("stage state: a failure that nobody noted tells nothing about its stage")
{
    const Evidence evidence =
        seen({row(QStringLiteral("proxy:config"), Layer::Proxy, Outcome::Passed),
              row(QStringLiteral("proxy:p:1"), Layer::Proxy, Outcome::TimedOut)});
    Diagnosis diagnosis = verdict(Cause::NoNetwork, Stage::Checks);
    CHECK(stateOf(Stage::Proxy, evidence, diagnosis, over()) == StageState::CouldNotTell);
    diagnosis.notes = {finding(Cause::ProxyUnreachable, Stage::Proxy)};
    CHECK(stateOf(Stage::Proxy, evidence, diagnosis, over()) == StageState::Fine);
}

TEST_CASE("stage state: without a verdict the checks couldn't tell; a client not looked at neither")
{
    const Diagnosis unknown = verdict(Cause::Unknown, Stage::Checks);
    CHECK(stateOf(Stage::Checks, {}, unknown, over()) == StageState::CouldNotTell);
    CHECK(stateOf(Stage::Escalate, {}, unknown, over()) == StageState::Waiting);
    const Diagnosis none = verdict(Cause::None, Stage::Checks);
    CHECK(stateOf(Stage::Checks, {}, none, over()) == StageState::Fine);
    CHECK(stateOf(Stage::Escalate, {}, none, over()) == StageState::Fine);
    CHECK(stateOf(Stage::Reinstall, {}, none, over()) == StageState::CouldNotTell);
}

TEST_CASE("stage state: a Zoom that isn't installed is not called fine, a proxy that isn't set is")
{
    Observation missing = row(QStringLiteral("client:zoom"), Layer::Client, Outcome::Skipped);
    missing.error = QStringLiteral("missing");
    Observation none = row(QStringLiteral("proxy:config"), Layer::Proxy, Outcome::Skipped);
    none.error = QStringLiteral("none");
    const Evidence evidence = seen({missing, none});
    const Diagnosis elsewhere = verdict(Cause::NoNetwork, Stage::Checks);
    CHECK(stateOf(Stage::Reinstall, evidence, elsewhere, over()) == StageState::CouldNotTell);
    CHECK(stateOf(Stage::Proxy, evidence, elsewhere, over()) == StageState::Fine);
}

TEST_CASE("stage state: every state has a word of its own")
{
    QSet<QString> words;
    for (int i = 0; i <= int(StageState::CouldNotTell); ++i)
        words.insert(nameOf(StageState(i)));
    CHECK(words.size() == 7);
}

TEST_CASE("layer summary: a row says what all its checks say together")
{
    using Standing = LayerSummary::Standing;
    struct Case {
        QList<Outcome> outcomes;
        bool running;
        Standing standing;
        const char* words;
    };
    const auto P = Outcome::Passed;
    const auto F = Outcome::Failed;
    const auto T = Outcome::TimedOut;
    const auto S = Outcome::Skipped;
    const auto N = Outcome::NotRun;
    const auto U = Outcome::Unknown;
    const QList<Case> cases{
        {{N, N}, true, Standing::Checking, "checking"},
        {{P, N}, true, Standing::Checking, "checking"},
        {{P, P}, true, Standing::Fine, "fine"},
        {{P, P, S}, false, Standing::Fine, "fine"},
        {{F}, false, Standing::Uneven, "not right"},
        {{T}, false, Standing::Uneven, "no answer"},
        {{F, P, P}, false, Standing::Uneven, "1 of 3 not right"},
        {{T, T, P}, false, Standing::Uneven, "2 of 3 didn't answer"},
        {{T, F, P}, false, Standing::Uneven, "2 of 3 not right or silent"},
        {{U, P}, false, Standing::CouldNotTell, "couldn't tell"},
        {{N, P}, false, Standing::CouldNotTell, "couldn't tell"},
        {{S, S}, false, Standing::Skipped, "nothing to check"},
        {{N}, false, Standing::Waiting, "not checked"},
        {{}, false, Standing::Waiting, "not checked"},
    };
    for (const Case& one : cases) {
        QList<Observation> rows;
        for (const Outcome outcome : one.outcomes)
            rows.append(row(QString::number(rows.size()), Layer::Tcp, outcome));
        const LayerSummary summary = summarize(rows, {}, one.running);
        CAPTURE(one.words);
        CHECK(summary.standing == one.standing);
        CHECK(summary.words == QLatin1String(one.words));
    }
}

TEST_CASE("layer summary: what a cause rests on is blamed, what passed never is")
{
    using Standing = LayerSummary::Standing;
    Diagnosis diagnosis = verdict(Cause::NetworkFirewall, Stage::Escalate);
    diagnosis.verdict.evidence = {QStringLiteral("tcp:a"), QStringLiteral("tcp:b")};
    diagnosis.otherCauses = {finding(Cause::ProxyUnreachable, Stage::Proxy, {QStringLiteral("p")})};
    diagnosis.notes = {finding(Cause::UdpBlocked, Stage::Escalate, {QStringLiteral("u")})};
    const Blame blamed = blameOf(diagnosis);
    CHECK(blamed.ids.size() == 3);
    CHECK_FALSE(blamed.lineDead);
    CHECK_FALSE(blamed.ids.contains(QStringLiteral("u")));

    CHECK(summarize({row(QStringLiteral("tcp:a"), Layer::Tcp, Outcome::TimedOut)}, blamed, false)
              .standing == Standing::Blamed);
    CHECK(summarize({row(QStringLiteral("tcp:b"), Layer::Tcp, Outcome::Passed)}, blamed, false)
              .standing == Standing::Fine);
    CHECK(summarize({row(QStringLiteral("tcp:a"), Layer::Tcp, Outcome::NotRun,
                         QStringLiteral("no-address"))},
                    {}, true)
              .standing == Standing::Waiting);
    CHECK(blameOf(verdict(Cause::None, Stage::Checks)).ids.isEmpty());
}

TEST_CASE("layer summary: while the line is dead, what can't pass is no fault of its own")
{
    using Standing = LayerSummary::Standing;
    Diagnosis diagnosis = verdict(Cause::NoNetwork, Stage::Checks);
    diagnosis.verdict.evidence = {QStringLiteral("link:interfaces")};
    const Blame blame = blameOf(diagnosis);
    const auto standing = [&blame](const char* id, Layer layer, Outcome outcome) {
        return summarize({row(QLatin1String(id), layer, outcome)}, blame, false).standing;
    };
    CHECK(standing("link:interfaces", Layer::Link, Outcome::Failed) == Standing::Blamed);
    CHECK(standing("dns:system:a", Layer::Dns, Outcome::Failed) == Standing::Follows);
    CHECK(standing("tcp:a", Layer::Tcp, Outcome::TimedOut) == Standing::Follows);
    CHECK(standing("hosts:zoom", Layer::Hosts, Outcome::Passed) == Standing::Fine);
    CHECK(standing("clock:http-date", Layer::Clock, Outcome::Unknown) == Standing::CouldNotTell);
}

TEST_CASE("found: proxies are listed with their place and whether Zoom uses them")
{
    Observation config = row(QStringLiteral("proxy:config"), Layer::Proxy, Outcome::Passed);
    const auto proxy = [](const char* kind, const char* key, const QJsonValue& value, bool used) {
        return QJsonObject{{QStringLiteral("place"), QStringLiteral("Place")},
                           {QStringLiteral("kind"), QLatin1String(kind)},
                           {QLatin1String(key), value},
                           {QStringLiteral("port"), 3128},
                           {QStringLiteral("effective"), used}};
    };
    config.detail.insert(
        QStringLiteral("proxies"),
        QJsonArray{proxy("manual", "host", QStringLiteral("p.example"), true),
                   proxy("script", "script", QStringLiteral("http://w/x.pac"), false),
                   proxy("detect", "host", QString(), false)});
    const Observation tried = row(QStringLiteral("proxy:p.example:3128"), Layer::Proxy,
                                  Outcome::Failed, QStringLiteral("refused"));
    CHECK(foundIn(Stage::Proxy, seen({config, tried})) ==
          QStringList{QStringLiteral("Place: p.example:3128, and Zoom uses it."),
                      QStringLiteral("Place: the script http://w/x.pac, which Zoom doesn't use."),
                      QStringLiteral("Place: looked for on the network, which Zoom doesn't use."),
                      QStringLiteral("proxy:p.example:3128: refused.")});
    config.detail = {};
    config.outcome = Outcome::Skipped;
    CHECK(foundIn(Stage::Proxy, seen({config})) ==
          QStringList{QStringLiteral("No proxy is set on this computer.")});
    config.outcome = Outcome::Unknown;
    CHECK(foundIn(Stage::Proxy, seen({config})) ==
          QStringList{QStringLiteral("The proxy settings can't be read.")});
}

TEST_CASE("found: firewalls are listed with the rules that block, absent ones are not")
{
    Observation nft = row(QStringLiteral("firewall:nftables"), Layer::Firewall, Outcome::Failed,
                          QStringLiteral("blocks"));
    nft.target.clear();
    nft.detail.insert(
        QStringLiteral("rules"),
        QJsonArray{QJsonObject{{QStringLiteral("rule"), QStringLiteral("tcp dport 443 drop")}}});
    const Observation ufw = row(QStringLiteral("firewall:ufw"), Layer::Firewall, Outcome::Skipped,
                                QStringLiteral("not-installed"));
    const QStringList lines = foundIn(Stage::Firewall, seen({nft, ufw}));
    REQUIRE(lines.size() == 2);
    CHECK(lines[1] == QStringLiteral("Rule: tcp dport 443 drop"));
    CHECK(foundIn(Stage::Firewall, seen({ufw})) ==
          QStringList{QStringLiteral("No firewall of its own was found on this computer.")});
    CHECK(foundIn(Stage::Firewall, {}).isEmpty());
}

TEST_CASE("found: installations of Zoom are listed with version, kind and damage")
{
    Observation zoom = row(QStringLiteral("client:zoom"), Layer::Client, Outcome::Failed,
                           QStringLiteral("corrupt"));
    QJsonObject install{{QStringLiteral("kind"), QStringLiteral("deb")},
                        {QStringLiteral("path"), QStringLiteral("/opt/zoom")},
                        {QStringLiteral("damagedFiles"), QJsonArray{QStringLiteral("zoom")}}};
    zoom.detail.insert(QStringLiteral("installs"), QJsonArray{install});
    const Observation manager = row(QStringLiteral("client:network-manager"), Layer::Client,
                                    Outcome::Failed, QStringLiteral("disconnected"));
    CHECK(foundIn(Stage::Reinstall, seen({zoom, manager})) ==
          QStringList{QStringLiteral("Zoom of unknown version (deb), in /opt/zoom."),
                      QStringLiteral("Files that aren't what Zoom shipped: 1."),
                      QStringLiteral("client:network-manager: says it is offline.")});
    zoom.detail = {};
    zoom.outcome = Outcome::Skipped;
    CHECK(foundIn(Stage::Reinstall, seen({zoom})) ==
          QStringList{QStringLiteral("No Zoom was found on this computer.")});
    zoom.outcome = Outcome::Unknown;
    zoom.error = QStringLiteral("unreadable");
    CHECK(foundIn(Stage::Reinstall, seen({zoom})).size() == 1);
}

TEST_CASE("found: a long list is cut, and says so; other stages have lists of their own")
{
    QList<Observation> rows;
    for (int i = 0; i < 30; ++i)
        rows.append(row(QStringLiteral("proxy:p%1:1").arg(i), Layer::Proxy, Outcome::Failed));
    const QStringList lines = foundIn(Stage::Proxy, seen(rows));
    CHECK(lines.size() == 12);
    CHECK(lines.last() == QStringLiteral("19 more are in the report."));
    CHECK(foundIn(Stage::Checks, seen(rows)).isEmpty());
}

TEST_CASE(
    "found: every state of a stage has a sentence, and only fine says that nothing stops Zoom")
{
    for (int i = 0; i <= int(StageState::CouldNotTell); ++i) {
        for (const Stage stage : stages()) {
            const QString sentence = sentenceFor(stage, StageState(i));
            CHECK(sentence.endsWith(QLatin1Char('.')));
            CHECK(sentence.contains(QStringLiteral("Nothing here stops")) ==
                  (StageState(i) == StageState::Fine));
        }
    }
}
