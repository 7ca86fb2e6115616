#include "core/fix/apply.h"
#include "tests/catch.h"
#include "tests/fakes/fake_setting.h"
#include "tests/support/setting_contract.h"

#include <QJsonDocument>
#include <QLockFile>
#include <QTemporaryDir>

using namespace reconnect;
using namespace reconnect::test;

namespace {

const Change proxyOff = TurnOffProxy{QStringLiteral("gnome"), QStringLiteral("GNOME"), false};
const FakeSetting::Values faulty{{QStringLiteral("host"), QStringLiteral("dead.example")},
                                 {QStringLiteral("mode"), QStringLiteral("manual")},
                                 {QStringLiteral("port"), QStringLiteral("3128")}};

QString freshId()
{
    return newEntryId(QDateTime::currentDateTimeUtc());
}

// A computer with one setting, its journal, and a count of every step that any of them makes.
struct Bench {
    FakeSetting::Values computer = faulty;
    Steps steps;
    QTemporaryDir folder;
    Journal journal{folder.path(), [this](const QString&) { return steps.step(); }};
    FakeSetting* setting = nullptr;
    FakeDeed* deed = nullptr;
    Adapters adapters;

    explicit Bench(const Result<QString>& answer = QStringLiteral("6.1 before, 6.7 after"))
    {
        auto owned = std::make_unique<FakeSetting>(computer, QStringLiteral("turn-off-proxy"),
                                                   Rights::Person, &steps);
        setting = owned.get();
        adapters.settings.push_back(std::move(owned));
        auto doer = std::make_unique<FakeDeed>(QStringLiteral("restart-zoom"), answer, &steps);
        deed = doer.get();
        adapters.deeds.push_back(std::move(doer));
    }

    Result<std::optional<Entry>> applied(const Change& change = proxyOff)
    {
        return apply(change, Fix::TurnOffProxy, freshId(), adapters, journal, {});
    }
    qsizetype entries() { return journal.contents()->entries.size(); }
    FakeSetting::Values off() const
    {
        FakeSetting::Values values;
        for (const QString& key : faulty.keys())
            values[key] = QStringLiteral("off");
        return values;
    }
};

} // namespace

TEST_CASE("the fake keeps the contract of settings, too")
{
    FakeSetting::Values computer = faulty;
    FakeSetting setting(computer);
    const auto snapshot = [&computer] {
        QByteArray all;
        for (auto it = computer.begin(); it != computer.end(); ++it)
            all += (it.key() + QLatin1Char('=') + it.value() + QLatin1Char('\n')).toUtf8();
        return all;
    };
    SECTION("whole way")
    {
        checkSettingContract(setting, proxyOff, snapshot);
    }
    SECTION("somebody else in between")
    {
        checkSettingYields(setting, proxyOff, snapshot, [&computer] {
            computer[QStringLiteral("host")] = QStringLiteral("other.example");
        });
    }
}

TEST_CASE("a change is written down, made, read back and marked")
{
    Bench bench;
    const auto entry = bench.applied();
    REQUIRE(entry);
    REQUIRE(*entry);
    CHECK((*entry)->phase == Entry::Phase::Applied);
    CHECK(bench.computer == bench.off());
    const auto written = bench.journal.entry((*entry)->id);
    REQUIRE(written);
    CHECK(toJson(*written) == toJson(**entry));

    REQUIRE(undo(*written, bench.adapters, bench.journal));
    CHECK(bench.computer == faulty);
    CHECK(bench.entries() == 0);
    // By an old list, a second time.
    const auto twice = undo(*written, bench.adapters, bench.journal);
    REQUIRE_FALSE(twice);
    CHECK(twice.error().code == ErrorCode::NotFound);
}

TEST_CASE("nothing to do writes no entry")
{
    Bench bench;
    bench.computer = bench.off();
    const auto entry = bench.applied();
    REQUIRE(entry);
    CHECK_FALSE(*entry);
    CHECK(bench.entries() == 0);
}

TEST_CASE("a program killed at any step leaves what can be taken back, or nothing")
{
    // Counted without a kill first, so that no step can be missed.
    Bench whole;
    REQUIRE(whole.applied());
    const int applySteps = whole.steps.taken;
    REQUIRE(applySteps >= 11);

    int untouched = 0;
    int undoable = 0;
    for (int at = 1; at <= applySteps; ++at) {
        Bench bench;
        bench.steps.killAt = at;
        REQUIRE_THROWS_AS(bench.applied(), Killed);
        bench.steps.killAt = -1;
        const QList<Recovered> left = recover(bench.adapters, bench.journal);
        CAPTURE(at);
        if (left.isEmpty()) {
            ++untouched;
            CHECK(bench.computer == faulty);
        } else {
            ++undoable;
            REQUIRE(left.size() == 1);
            REQUIRE(left.first().standing == Standing::Undoable);
            REQUIRE(undo(left.first().entry, bench.adapters, bench.journal));
            CHECK(bench.computer == faulty);
        }
        CHECK(bench.entries() == 0);
    }
    CHECK(untouched > 0);
    CHECK(undoable > 0);
    CHECK(untouched + undoable == applySteps);

    // And while it is taken back.
    Bench back;
    const auto entry = back.applied();
    back.steps.taken = 0;
    REQUIRE(undo(**entry, back.adapters, back.journal));
    const int undoSteps = back.steps.taken;
    REQUIRE(undoSteps >= 8);
    for (int at = 1; at <= undoSteps; ++at) {
        Bench bench;
        const auto made = bench.applied();
        bench.steps.taken = 0;
        bench.steps.killAt = at;
        REQUIRE_THROWS_AS(undo(**made, bench.adapters, bench.journal), Killed);
        bench.steps.killAt = -1;
        CAPTURE(at);
        for (const Recovered& one : recover(bench.adapters, bench.journal)) {
            REQUIRE(one.standing == Standing::Undoable);
            REQUIRE(undo(one.entry, bench.adapters, bench.journal));
        }
        CHECK(bench.computer == faulty);
        CHECK(bench.entries() == 0);
    }
    WARN("killed at " << applySteps << " steps of a change (" << untouched << " untouched, "
                      << undoable << " taken back) and " << undoSteps << " of its undo");
}

TEST_CASE("a step that fails leaves everything as it was, or says what it could not take back")
{
    Bench whole;
    REQUIRE(whole.applied());
    for (int at = 1; at <= whole.steps.taken; ++at) {
        Bench bench;
        bench.steps.failAt = at;
        bench.steps.failWith = ErrorCode::NoSpace;
        const auto entry = bench.applied();
        CAPTURE(at);
        REQUIRE_FALSE(entry);
        CHECK(bench.computer == faulty);
        CHECK(bench.entries() == 0);
    }
}

TEST_CASE("what somebody else changed since is shown and never overwritten")
{
    Bench bench;
    const auto entry = bench.applied();
    bench.computer[QStringLiteral("host")] = QStringLiteral("other.example");
    const auto as = bench.computer;
    CHECK(standingOf(**entry, bench.adapters) == Standing::Conflict);
    const auto undone = undo(**entry, bench.adapters, bench.journal);
    REQUIRE_FALSE(undone);
    CHECK(undone.error().code == ErrorCode::Conflict);
    CHECK(bench.computer == as);
    const auto left = recover(bench.adapters, bench.journal);
    REQUIRE(left.size() == 1);
    CHECK(left.first().standing == Standing::Conflict);
    // They put it back as we had left it: ours again to take back.
    bench.computer = bench.off();
    CHECK(undo(**entry, bench.adapters, bench.journal));
    CHECK(bench.computer == faulty);
}

TEST_CASE("what can't be read is not known, and what is gone is a conflict")
{
    Bench bench;
    const auto entry = bench.applied();
    bench.setting->refuseToRead(ErrorCode::NotPermitted);
    CHECK(standingOf(**entry, bench.adapters) == Standing::NotKnown);
    CHECK(recover(bench.adapters, bench.journal).size() == 1);
    const auto undone = undo(**entry, bench.adapters, bench.journal);
    REQUIRE_FALSE(undone);
    CHECK(undone.error().code == ErrorCode::NotPermitted);
    bench.setting->refuseToRead(ErrorCode::NotFound);
    CHECK(standingOf(**entry, bench.adapters) == Standing::Conflict);
    // A computer that lost the whole kind of setting.
    CHECK(standingOf(**entry, Adapters{}) == Standing::NotKnown);
    CHECK(bench.entries() == 1);
}

TEST_CASE("a deed is noted once it is done, and has no way back")
{
    Bench bench;
    const auto entry = bench.applied(RestartZoom{});
    REQUIRE(entry);
    REQUIRE(*entry);
    CHECK((*entry)->said == QStringLiteral("6.1 before, 6.7 after"));
    CHECK(bench.deed->done() == 1);
    CHECK(standingOf(**entry, bench.adapters) == Standing::Final);
    const auto undone = undo(**entry, bench.adapters, bench.journal);
    REQUIRE_FALSE(undone);
    CHECK(undone.error().code == ErrorCode::Unsupported);
    CHECK(recover(bench.adapters, bench.journal).size() == 1);
}

TEST_CASE("a deed that failed, or was only intended, is forgotten")
{
    Bench bench{failure(ErrorCode::Busy)};
    const auto failed = bench.applied(RestartZoom{});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == ErrorCode::Busy);
    CHECK(bench.entries() == 0);

    Bench killed;
    killed.steps.killAt = 2; // after the intent is on the disk
    REQUIRE_THROWS_AS(killed.applied(RestartZoom{}), Killed);
    killed.steps.killAt = -1;
    CHECK(killed.entries() == 1);
    CHECK(recover(killed.adapters, killed.journal).isEmpty());
    CHECK(killed.entries() == 0);
}

TEST_CASE("a deed that was cut off half-way stays in the journal until it is mended")
{
    Bench bench;
    bench.deed->isCutOff = true;
    CHECK(bench.applied(RestartZoom{}).error().code == ErrorCode::HalfDone);
    const auto left = recover(bench.adapters, bench.journal);
    REQUIRE(left.size() == 1);
    CHECK(left.first().standing == Standing::Undoable);
    REQUIRE(undo(left.first().entry, bench.adapters, bench.journal));
    CHECK_FALSE(bench.deed->isCutOff);
    CHECK(bench.entries() == 0);
}

TEST_CASE("one that nobody serves is not supported")
{
    Bench bench;
    const auto entry = bench.applied(FlushDns{});
    REQUIRE_FALSE(entry);
    CHECK(entry.error().code == ErrorCode::Unsupported);
    CHECK(bench.adapters.rightsFor(FlushDns{}).error().code == ErrorCode::Unsupported);
    CHECK(*bench.adapters.rightsFor(RestartZoom{}) == Rights::Person);
}

TEST_CASE("one program at a time changes things, and none forgets another's intent")
{
    Bench bench;
    const auto entry = bench.applied();
    const auto other = bench.journal.hold(0);
    REQUIRE(other);
    CHECK(bench.applied().error().code == ErrorCode::Busy);
    CHECK(undo(**entry, bench.adapters, bench.journal).error().code == ErrorCode::Busy);
    bench.computer = faulty; // as if the other had not come further than its intent
    const auto seen = recover(bench.adapters, bench.journal);
    REQUIRE(seen.size() == 1);
    CHECK(seen.first().standing == Standing::Untouched);
    CHECK(bench.entries() == 1);
}
