#include "core/fix/fix_runner.h"
#include "tests/catch.h"
#include "tests/fakes/fake_elevator.h"
#include "tests/fakes/fake_setting.h"
#include "tests/support/evidence_builder.h"
#include "tests/support/wait.h"

#include <QTemporaryDir>

using namespace reconnect;
using namespace reconnect::test;
using Ending = FixOutcome::Ending;

namespace {

const Change proxyOff = TurnOffProxy{QStringLiteral("gnome"), QStringLiteral("GNOME"), false};
const Change pinsGone = RemoveHostsPins{{QStringLiteral("zoom.us")}};
const Change zoomAllowed =
    AllowZoom{QStringLiteral("ufw"), {QHostAddress(QStringLiteral("203.0.113.5"))}};

Diagnosis verdict(Cause cause, const QList<Cause>& others = {}, const QList<Cause>& noted = {})
{
    Diagnosis diagnosis;
    diagnosis.verdict.cause = cause;
    for (const Cause other : others) {
        Finding finding;
        finding.cause = other;
        diagnosis.otherCauses.append(finding);
    }
    for (const Cause one : noted) {
        Finding finding;
        finding.cause = one;
        diagnosis.notes.append(finding);
    }
    return diagnosis;
}

// A computer with a setting of the person, two of the system, and deeds; and what the checkup says.
struct Bench {
    FakeSetting::Values proxy{{QStringLiteral("mode"), QStringLiteral("manual")}};
    FakeSetting::Values hosts{{QStringLiteral("line"), QStringLiteral("127.0.0.1 zoom.us")}};
    FakeSetting::Values rules{{QStringLiteral("rule"), QStringLiteral("drop")}};
    FakeSetting::Values aside{{QStringLiteral("data"), QStringLiteral("there")}};
    Steps ownSteps;
    Steps systemSteps;
    QTemporaryDir folder;
    Journal journal{folder.filePath(QStringLiteral("own"))};
    Journal systems{folder.filePath(QStringLiteral("systems"))};
    Adapters adapters;
    FakeElevator elevator{adapters, systems};
    FakeDeed* restart = nullptr;
    FakeDeed* reinstall = nullptr;

    Diagnosis before = verdict(Cause::Unknown);
    Diagnosis after = verdict(Cause::None);
    bool checkupCancelled = false;
    std::function<void()> whileChecking;
    int checkups = 0;
    FixRunner::Fetch fetch;
    QStringList told;

    Bench()
    {
        add(proxy, "turn-off-proxy", Rights::Person, ownSteps);
        add(hosts, "remove-hosts-pins", Rights::Administrator, systemSteps);
        add(rules, "allow-zoom", Rights::Administrator, systemSteps);
        add(aside, "move-zoom-data-aside", Rights::Person, ownSteps);
        restart = addDeed("restart-zoom", Rights::Person);
        addDeed("set-clock", Rights::Administrator);
        addDeed("restart-computer", Rights::Person);
        reinstall = addDeed("reinstall-zoom", Rights::Administrator);
    }
    void add(FakeSetting::Values& values, const char* kind, Rights rights, Steps& steps)
    {
        adapters.settings.push_back(
            std::make_unique<FakeSetting>(values, QString::fromLatin1(kind), rights, &steps));
    }
    FakeDeed* addDeed(const char* kind, Rights rights)
    {
        auto deed = std::make_unique<FakeDeed>(QString::fromLatin1(kind),
                                               QStringLiteral("said by ") + QLatin1String(kind),
                                               nullptr, rights);
        FakeDeed* raw = deed.get();
        adapters.deeds.push_back(std::move(deed));
        return raw;
    }

    FixOutcome run(const QList<Change>& changes, Cause cause, bool needsDownload = false,
                   const std::function<void(FixRunner&)>& begun = {})
    {
        FixRunner runner({adapters, journal, systems, elevator,
                          [this](const auto& answer) {
                              ++checkups;
                              if (whileChecking)
                                  whileChecking();
                              Evidence evidence;
                              evidence.cancelled = checkupCancelled;
                              answer(evidence, after);
                          },
                          fetch});
        std::optional<FixOutcome> outcome;
        QObject::connect(&runner, &FixRunner::finished, &runner,
                         [&outcome](const FixOutcome& ended) {
                             REQUIRE_FALSE(outcome);
                             outcome = ended;
                         });
        QObject::connect(&runner, &FixRunner::told, &runner,
                         [this](const QString& words, int) { told.append(words); });
        FixPlan plan;
        plan.changes = changes;
        plan.needsDownload = needsDownload;
        runner.run(plan, cause, before);
        if (begun)
            begun(runner);
        REQUIRE(waitFor([&outcome] { return outcome.has_value(); }));
        return *outcome;
    }
    bool isOff(const FakeSetting::Values& values) const
    {
        return values.first() == QLatin1String("off");
    }
    qsizetype entries() const
    {
        return journal.contents()->entries.size() + systems.contents()->entries.size();
    }
};

} // namespace

TEST_CASE("a fix that helps is kept, and marked so")
{
    Bench bench;
    const FixOutcome outcome = bench.run({proxyOff}, Cause::ProxyUnreachable);
    CHECK(outcome.ending == Ending::Kept);
    REQUIRE(outcome.entries.size() == 1);
    CHECK(bench.isOff(bench.proxy));
    CHECK(bench.checkups == 1);
    const auto written = bench.journal.contents()->entries;
    REQUIRE(written.size() == 1);
    CHECK(written.first().phase == Entry::Phase::Kept);
}

TEST_CASE("a fix that does not help is taken back at once, and says so")
{
    Bench bench;
    bench.after = verdict(Cause::ProxyUnreachable);
    const FixOutcome outcome =
        bench.run({proxyOff, pinsGone, zoomAllowed}, Cause::ProxyUnreachable);
    CHECK(outcome.ending == Ending::TakenBack);
    CHECK(outcome.entries.isEmpty());
    CHECK_FALSE(bench.isOff(bench.proxy));
    CHECK_FALSE(bench.isOff(bench.hosts));
    CHECK_FALSE(bench.isOff(bench.rules));
    CHECK(bench.entries() == 0);
    // The person is asked once for each change, and once to take both back.
    CHECK(bench.elevator.asked == QStringList{QStringLiteral("apply remove-hosts-pins"),
                                              QStringLiteral("apply allow-zoom"),
                                              QStringLiteral("undo 2")});
    CHECK(bench.told.contains(QStringLiteral("It did not help and is taken back")));
}

TEST_CASE("what an administrator has to do goes through the helper and its journal")
{
    Bench bench;
    const FixOutcome outcome = bench.run({pinsGone}, Cause::HostsOverride);
    CHECK(outcome.ending == Ending::Kept);
    CHECK(bench.isOff(bench.hosts));
    CHECK(bench.journal.contents()->entries.isEmpty());
    REQUIRE(bench.systems.contents()->entries.size() == 1);
    REQUIRE(outcome.entries.size() == 1);
    CHECK(outcome.entries.first().id == bench.systems.contents()->entries.first().id);
}

TEST_CASE("what turns out to need an administrator goes through the helper after all")
{
    Bench bench;
    bench.ownSteps.failAt = 3; // the first write
    bench.ownSteps.failWith = ErrorCode::NotPermitted;
    const FixOutcome outcome = bench.run({proxyOff}, Cause::ProxyUnreachable);
    CHECK(outcome.ending == Ending::Kept);
    CHECK(bench.elevator.asked == QStringList{QStringLiteral("apply turn-off-proxy")});
    CHECK(bench.isOff(bench.proxy));
    CHECK(bench.journal.contents()->entries.isEmpty());
    CHECK(bench.systems.contents()->entries.size() == 1);

    SECTION("but not for a person who has cancelled")
    {
        Bench second;
        FixRunner* running = nullptr;
        second.ownSteps.failAt = 3;
        second.ownSteps.failWith = ErrorCode::NotPermitted;
        second.ownSteps.onFailure = [&running] { running->cancel(); };
        const FixOutcome cancelled =
            second.run({proxyOff}, Cause::ProxyUnreachable, false,
                       [&running](FixRunner& runner) { running = &runner; });
        CHECK(cancelled.ending == Ending::Cancelled);
        CHECK(second.elevator.asked.isEmpty());
    }
    SECTION("but not where something was left half-way")
    {
        Bench second;
        second.proxy.insert(QStringLiteral("second"), QStringLiteral("manual"));
        second.ownSteps.failAt = 5; // the second write, and taking back the first
        second.ownSteps.failFor = 9;
        second.ownSteps.failWith = ErrorCode::NotPermitted;
        CHECK(second.run({proxyOff}, Cause::ProxyUnreachable).ending == Ending::Stuck);
        CHECK(second.elevator.asked.isEmpty());
    }
}

TEST_CASE("a prompt that is cancelled leaves nothing changed")
{
    Bench bench;
    bench.elevator.refuses = ErrorCode::Cancelled;
    const FixOutcome outcome = bench.run({proxyOff, pinsGone}, Cause::HostsOverride);
    CHECK(outcome.ending == Ending::Cancelled);
    CHECK_FALSE(bench.isOff(bench.proxy));
    CHECK(bench.entries() == 0);
    CHECK(bench.checkups == 0);
    CHECK(outcome.said == QStringLiteral("sudo helper, 1 changes"));
}

TEST_CASE("where nobody could be asked, all that needs an administrator is told to be typed")
{
    for (const ErrorCode code : {ErrorCode::Cancelled, ErrorCode::NoConsent}) {
        Bench bench;
        bench.elevator.refuses = code;
        const FixOutcome outcome = bench.run({pinsGone, proxyOff, pinsGone}, Cause::HostsOverride);
        CHECK(outcome.said == QStringLiteral("sudo helper, 2 changes"));
    }
}

TEST_CASE("a change that fails takes those before it back")
{
    Bench bench;
    // What the helper can't do, an administrator can't type either.
    bench.elevator.refuses = ErrorCode::Unsupported;
    const FixOutcome outcome = bench.run({proxyOff, pinsGone}, Cause::HostsOverride);
    CHECK(outcome.ending == Ending::Failed);
    CHECK(outcome.error.code == ErrorCode::Unsupported);
    CHECK(outcome.said.isEmpty());
    REQUIRE(outcome.failed);
    CHECK(*outcome.failed == pinsGone);
    CHECK_FALSE(bench.isOff(bench.proxy));
    CHECK(bench.entries() == 0);
}

TEST_CASE("what can't be taken back is told, with its entries")
{
    Bench bench;
    bench.after = verdict(Cause::HostsOverride);
    bench.elevator.refusesUndo = ErrorCode::Cancelled;
    const FixOutcome outcome = bench.run({pinsGone, proxyOff}, Cause::HostsOverride);
    CHECK(outcome.ending == Ending::Stuck);
    CHECK(outcome.error.code == ErrorCode::Cancelled);
    REQUIRE(outcome.entries.size() == 1);
    CHECK(outcome.entries.first().change == pinsGone);
    CHECK_FALSE(bench.isOff(bench.proxy)); // the rest is
    CHECK(bench.isOff(bench.hosts));
    CHECK(bench.entries() == 1);
}

TEST_CASE("somebody who changes the same in the meantime is not overwritten")
{
    Bench bench;
    bench.after = verdict(Cause::ProxyUnreachable);
    bench.whileChecking = [&bench] {
        bench.proxy[QStringLiteral("mode")] = QStringLiteral("auto");
    };
    const FixOutcome outcome = bench.run({proxyOff}, Cause::ProxyUnreachable);
    CHECK(outcome.ending == Ending::Stuck);
    CHECK(outcome.error.code == ErrorCode::Conflict);
    CHECK(bench.proxy.value(QStringLiteral("mode")) == QStringLiteral("auto"));
    CHECK(bench.entries() == 1);
}

TEST_CASE("a half that can't be taken back is stuck, not failed")
{
    Bench bench;
    bench.ownSteps.failAt = 4; // it is written, and from then on nothing can be reached
    bench.ownSteps.failFor = 100;
    const FixOutcome stuck = bench.run({proxyOff}, Cause::ProxyUnreachable);
    CHECK(stuck.ending == Ending::Stuck);
    REQUIRE(stuck.entries.size() == 1);
    CHECK(bench.isOff(bench.proxy));
    // The next start can.
    bench.ownSteps.failAt = -1;
    const auto left = recover(bench.adapters, bench.journal);
    REQUIRE(left.size() == 1);
    CHECK(undo(left.first().entry, bench.adapters, bench.journal));
    CHECK_FALSE(bench.isOff(bench.proxy));
}

TEST_CASE("cancelled before, while and after it is changed")
{
    SECTION("before")
    {
        Bench bench;
        const FixOutcome outcome = bench.run({proxyOff}, Cause::ProxyUnreachable, false,
                                             [](FixRunner& runner) { runner.cancel(); });
        CHECK(outcome.ending == Ending::Cancelled);
        CHECK_FALSE(bench.isOff(bench.proxy));
        CHECK(bench.entries() == 0);
        CHECK(bench.told.isEmpty());
    }
    SECTION("while it is checked")
    {
        Bench bench;
        FixRunner* running = nullptr;
        bench.checkupCancelled = true;
        bench.whileChecking = [&running] { running->cancel(); };
        const FixOutcome outcome = bench.run({proxyOff}, Cause::ProxyUnreachable, false,
                                             [&running](FixRunner& runner) { running = &runner; });
        CHECK(outcome.ending == Ending::Cancelled);
        CHECK_FALSE(bench.isOff(bench.proxy));
        CHECK(bench.entries() == 0);
    }
    SECTION("once it is proven")
    {
        Bench bench;
        FixRunner* running = nullptr;
        bench.whileChecking = [&running] { running->cancel(); };
        const FixOutcome outcome = bench.run({proxyOff}, Cause::ProxyUnreachable, false,
                                             [&running](FixRunner& runner) { running = &runner; });
        CHECK(outcome.ending == Ending::Kept);
        CHECK(bench.isOff(bench.proxy));
    }
}

TEST_CASE("a deed that did not help stays, and that is said")
{
    Bench bench;
    bench.after = verdict(Cause::ClockWrong);
    const FixOutcome outcome = bench.run({proxyOff, SetClock{7200}}, Cause::ClockWrong);
    CHECK(outcome.ending == Ending::TakenBack);
    CHECK_FALSE(bench.isOff(bench.proxy));
    REQUIRE(outcome.entries.size() == 1);
    CHECK(outcome.entries.first().change == Change(SetClock{7200}));
    CHECK(outcome.said == QStringLiteral("said by set-clock\nThis can't be taken back: The clock "
                                         "is set back by 2 hours."));
}

TEST_CASE("a deed that was cut off half-way is stuck, and what came before it is taken back")
{
    for (const Change& change : {Change(RestartZoom{}), Change(SetClock{7200})}) {
        Bench bench;
        for (const auto& deed : bench.adapters.deeds)
            static_cast<FakeDeed&>(*deed).isCutOff = true;
        const FixOutcome outcome = bench.run({proxyOff, change}, Cause::ProxyUnreachable);
        CHECK(outcome.ending == Ending::Stuck);
        CHECK(outcome.error.code == ErrorCode::HalfDone);
        CHECK_FALSE(bench.isOff(bench.proxy));
        REQUIRE(outcome.entries.size() == 1);
        CHECK(outcome.entries.first().change == change);
        CHECK(outcome.said.isEmpty());
        CHECK(bench.entries() == 1);
    }
}

TEST_CASE("what needs no proof, or ends this session, is done without a checkup")
{
    Bench bench;
    CHECK(bench.run({RestartZoom{}}, Cause::None).ending == Ending::Done);
    CHECK(bench.restart->done() == 1);
    const FixOutcome outcome = bench.run({RestartComputer{}}, Cause::NoNetwork);
    CHECK(outcome.ending == Ending::Done);
    CHECK(outcome.said == QStringLiteral("said by restart-computer"));
    CHECK(bench.checkups == 0);
}

TEST_CASE("what no cause asked for stays only where Zoom is reached no worse")
{
    struct Row {
        Cause before;
        Cause after;
        bool stays;
    };
    const Row rows[]{
        {Cause::None, Cause::None, true},
        // The proxy that worked was the one way out of this network.
        {Cause::None, Cause::NetworkFirewall, false},
        {Cause::ClientOutdated, Cause::ClientOutdated, true},
        {Cause::NetworkFirewall, Cause::NetworkFirewall, true},
        {Cause::NetworkFirewall, Cause::None, true},
        {Cause::NetworkFirewall, Cause::NoInternet, false},
        {Cause::None, Cause::Unknown, false},
    };
    for (const Row& row : rows) {
        INFO(token(row.before).toStdString() << " to " << token(row.after).toStdString());
        Bench bench;
        bench.before = verdict(row.before);
        bench.after = verdict(row.after);
        const auto untouched = bench.proxy;
        const FixOutcome outcome = bench.run({proxyOff}, Cause::None);
        CHECK(bench.checkups == 1);
        CHECK(outcome.ending == (row.stays ? Ending::Done : Ending::TakenBack));
        CHECK((bench.proxy == untouched) == !row.stays);
    }
    Bench cancelled;
    cancelled.before = verdict(Cause::None);
    cancelled.checkupCancelled = true;
    CHECK(cancelled.run({proxyOff}, Cause::None).ending == Ending::TakenBack);
}

TEST_CASE("where there is nothing to do, that is proven or said")
{
    Bench bench;
    bench.proxy[QStringLiteral("mode")] = QStringLiteral("off");
    bench.rules[QStringLiteral("rule")] = QStringLiteral("off");
    const FixOutcome healed = bench.run({proxyOff, zoomAllowed}, Cause::ProxyUnreachable);
    CHECK(healed.ending == Ending::Done);
    CHECK(healed.said == QStringLiteral("There was nothing left to change."));
    bench.after = verdict(Cause::ProxyUnreachable);
    const FixOutcome outcome = bench.run({proxyOff, zoomAllowed}, Cause::ProxyUnreachable);
    CHECK(outcome.ending == Ending::Failed);
    CHECK(outcome.error.code == ErrorCode::NotFound);
    CHECK(bench.entries() == 0);
}

TEST_CASE("a package is fetched before anything is removed")
{
    const Change change = ReinstallZoom{QStringLiteral("deb"), {}};
    SECTION("and given to the installer")
    {
        Bench bench;
        bench.fetch = [&bench](const QString& kind, const Telling& tell, const auto&) {
            CHECK(kind == QStringLiteral("deb"));
            CHECK(bench.reinstall->done() == 0);
            tell(QStringLiteral("loading"), 500);
            return QStringLiteral("/tmp/zoom.deb");
        };
        const FixOutcome outcome = bench.run({change}, Cause::ClientCorrupt, true);
        CHECK(outcome.ending == Ending::Kept);
        REQUIRE(outcome.entries.size() == 1);
        CHECK(std::get<ReinstallZoom>(outcome.entries.first().change).package ==
              QStringLiteral("/tmp/zoom.deb"));
        CHECK(bench.told.contains(QStringLiteral("loading")));
    }
    SECTION("and where it is not Zoom's, nothing is removed")
    {
        Bench bench;
        bench.fetch = [](const QString&, const Telling&, const auto&) {
            return failure(ErrorCode::NotTrusted);
        };
        const FixOutcome outcome = bench.run({change}, Cause::ClientCorrupt, true);
        CHECK(outcome.ending == Ending::Failed);
        CHECK(outcome.error.code == ErrorCode::NotTrusted);
        CHECK(bench.reinstall->done() == 0);
        CHECK(bench.elevator.asked.isEmpty());
    }
    SECTION("and a person who has enough of waiting is heard")
    {
        Bench bench;
        FixRunner* running = nullptr;
        bench.fetch = [&running](const QString&, const Telling&,
                                 const std::function<bool()>& cancelled) -> Result<QString> {
            running->cancel();
            CHECK(cancelled());
            return failure(ErrorCode::Cancelled);
        };
        const FixOutcome outcome = bench.run({change}, Cause::ClientCorrupt, true,
                                             [&running](FixRunner& runner) { running = &runner; });
        CHECK(outcome.ending == Ending::Cancelled);
        CHECK(bench.elevator.asked.isEmpty());
    }
    SECTION("and without a way to, it is not begun")
    {
        Bench bench;
        CHECK(bench.run({change}, Cause::ClientCorrupt, true).error.code == ErrorCode::Unsupported);
    }
}

TEST_CASE("what counts as help")
{
    const Cause hosts = Cause::HostsOverride;
    CHECK(helped(hosts, verdict(Cause::None)));
    CHECK(helped(hosts, verdict(Cause::ProxyUnreachable)));             // the next fault shows
    CHECK(helped(hosts, verdict(Cause::None, {}, {hosts})));            // harmless by now
    CHECK_FALSE(helped(hosts, verdict(hosts)));                         //
    CHECK_FALSE(helped(hosts, verdict(Cause::LocalFirewall, {hosts}))); //
    // These tell nothing of what is above them.
    for (const Cause blind :
         {Cause::Unknown, Cause::NoNetwork, Cause::NoInternet, Cause::CaptivePortal})
        CHECK_FALSE(helped(hosts, verdict(blind)));
    // The proxy was the only way out.
    for (const Cause proxy : {Cause::ProxyUnreachable, Cause::ProxyBlocksZoom,
                              Cause::ProxyAuthRequired, Cause::ProxyPacBroken}) {
        CHECK(helped(proxy, verdict(Cause::None)));
        CHECK(helped(proxy, verdict(Cause::ClientOutdated)));
        CHECK_FALSE(helped(proxy, verdict(Cause::NetworkFirewall)));
        CHECK_FALSE(helped(proxy, verdict(Cause::ProxyBlocksZoom)));
    }
    CHECK_FALSE(helped(Cause::ClientMissing, verdict(Cause::None, {}, {Cause::ClientMissing})));
    CHECK(helped(Cause::ClientMissing, verdict(Cause::None)));
    EvidenceBuilder cancelled;
    CHECK_FALSE(helped(hosts, cancelled.cancelled().diagnosis()));
    CHECK(helped(hosts, EvidenceBuilder().diagnosis()));
}
