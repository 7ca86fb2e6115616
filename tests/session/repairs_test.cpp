#include "app/session/repairs.h"

#include "tests/catch.h"
#include "tests/fakes/fake_repairs.h"
#include "tests/support/wait.h"

#include <QElapsedTimer>

using namespace reconnect;
using namespace reconnect::test;
using Ending = FixOutcome::Ending;

namespace {

// A computer that has been looked at, and what its pages bind to.
struct Desk {
    explicit Desk(FakeComputer& fake)
        : computer(fake)
        , session(fake.probes())
        , repairs(session, fake.probes(), fake.repairs())
    {
        QObject::connect(&repairs, &Repairs::finished, &context, [this](const FixOutcome& outcome) {
            ended = outcome;
            atEnd = session.diagnosis().verdict.cause;
        });
        QObject::connect(&repairs, &Repairs::prepared, &context,
                         [this](const PreparedFix& fix) { prepared = fix; });
        QObject::connect(&repairs, &Repairs::undone, &context,
                         [this](const QList<Undone>& results) { undone = results; });
        QObject::connect(&repairs, &Repairs::changesChanged, &context, [this] { ++looks; });
        QObject::connect(&repairs, &Repairs::told, &context,
                         [this](const QString& words, int) { told.append(words); });
    }

    void look()
    {
        session.check();
        REQUIRE(waitFor([&] { return session.state() == Session::State::Finished; }));
        REQUIRE(waitFor([&] { return looks > 0; }));
    }
    FixOutcome fix(Fix fix)
    {
        ended.reset();
        repairs.start(fix);
        REQUIRE(waitFor([&] { return ended.has_value(); }));
        return *ended;
    }
    QList<Undone> undo(const QString& id)
    {
        undone.reset();
        id.isEmpty() ? repairs.undoAll() : repairs.undo(id);
        REQUIRE(waitFor([&] { return undone.has_value(); }));
        return *undone;
    }

    Undone dismiss(const QString& id)
    {
        std::optional<Undone> result;
        QObject inside;
        QObject::connect(&repairs, &Repairs::dismissed, &inside,
                         [&result](const Undone& one) { result = one; });
        repairs.dismiss(id);
        REQUIRE(waitFor([&] { return result.has_value(); }));
        return *result;
    }

    FakeComputer& computer;
    Session session;
    Repairs repairs;
    QObject context;
    std::optional<FixOutcome> ended;
    Cause atEnd = Cause::Unknown;
    std::optional<PreparedFix> prepared;
    std::optional<QList<Undone>> undone;
    QStringList told;
    int looks = 0;
};

} // namespace

TEST_CASE("repairs: a fix that helps stays, is listed, and the session shows that Zoom answers")
{
    for (const Rights rights : {Rights::Person, Rights::Administrator}) {
        FakeComputer computer(rights);
        Desk desk(computer);
        desk.look();
        REQUIRE(desk.session.diagnosis().verdict.cause == Cause::ProxyUnreachable);

        const FixOutcome outcome = desk.fix(Fix::TurnOffProxy);

        CHECK(outcome.ending == Ending::Kept);
        CHECK(computer.isOff());
        CHECK(desk.atEnd == Cause::None);
        CHECK(desk.repairs.state() == Repairs::State::Idle);
        REQUIRE(desk.repairs.changes().size() == 1);
        CHECK(desk.repairs.changes().first().standing == Standing::Undoable);
        CHECK(desk.repairs.changes().first().rights == rights);
        CHECK_FALSE(desk.told.isEmpty());
    }
}

TEST_CASE("repairs: a fix that does not help is taken back, and the session shows what it showed")
{
    FakeComputer computer;
    computer.curable = false;
    Desk desk(computer);
    desk.look();

    const FixOutcome outcome = desk.fix(Fix::TurnOffProxy);

    CHECK(outcome.ending == Ending::TakenBack);
    CHECK_FALSE(computer.isOff());
    CHECK(desk.atEnd == Cause::ProxyUnreachable);
    CHECK(desk.repairs.changes().isEmpty());
}

TEST_CASE("repairs: what was changed can be taken back, by its id or all at once")
{
    for (const Rights rights : {Rights::Person, Rights::Administrator}) {
        for (const bool all : {false, true}) {
            FakeComputer computer(rights);
            Desk desk(computer);
            desk.look();
            REQUIRE(desk.fix(Fix::TurnOffProxy).ending == Ending::Kept);
            const QString id = desk.repairs.changes().first().entry.id;

            const auto results = desk.undo(all ? QString() : id);

            REQUIRE(results.size() == 1);
            CHECK(results.first().result);
            CHECK(results.first().entry.id == id);
            CHECK_FALSE(computer.isOff());
            CHECK(desk.repairs.changes().isEmpty());
        }
    }
}

TEST_CASE("repairs: the next start of the program finds what the last one changed")
{
    FakeComputer computer;
    {
        Desk desk(computer);
        desk.look();
        REQUIRE(desk.fix(Fix::TurnOffProxy).ending == Ending::Kept);
    }
    Desk desk(computer);
    REQUIRE(waitFor([&] { return desk.looks > 0; }));
    REQUIRE(desk.repairs.changes().size() == 1);
    CHECK(desk.undo({}).size() == 1);
    CHECK_FALSE(computer.isOff());
}

TEST_CASE("repairs: what somebody else changed since is shown as a conflict and stays")
{
    FakeComputer computer;
    {
        Desk desk(computer);
        desk.look();
        REQUIRE(desk.fix(Fix::TurnOffProxy).ending == Ending::Kept);
    }
    computer.values[QStringLiteral("mode")] = QStringLiteral("auto");
    Desk desk(computer);
    REQUIRE(waitFor([&] { return desk.looks > 0; }));
    REQUIRE(desk.repairs.changes().size() == 1);
    CHECK(desk.repairs.changes().first().standing == Standing::Conflict);

    const auto results = desk.undo({});

    REQUIRE(results.size() == 1);
    REQUIRE_FALSE(results.first().result);
    CHECK(results.first().result.error().code == ErrorCode::Conflict);
    CHECK(computer.values[QStringLiteral("mode")] == QStringLiteral("auto"));
}

TEST_CASE("repairs: a conflict that was dismissed is listed no more, until it can be taken back")
{
    for (const Rights rights : {Rights::Person, Rights::Administrator}) {
        FakeComputer computer(rights);
        {
            Desk desk(computer);
            desk.look();
            REQUIRE(desk.fix(Fix::TurnOffProxy).ending == Ending::Kept);
        }
        const auto off = computer.values[QStringLiteral("mode")];
        const QString id = [&] {
            Desk desk(computer);
            REQUIRE(waitFor([&] { return desk.looks > 0; }));
            const QString listed = desk.repairs.changes().first().entry.id;
            // What can be taken back is not dismissed.
            const Undone refused = desk.dismiss(listed);
            REQUIRE_FALSE(refused.result);
            CHECK(refused.result.error().code == ErrorCode::Unsupported);
            CHECK(desk.repairs.changes().size() == 1);
            return listed;
        }();
        computer.values[QStringLiteral("mode")] = QStringLiteral("auto");
        {
            Desk desk(computer);
            REQUIRE(waitFor([&] { return desk.looks > 0; }));
            const Undone gone = desk.dismiss(id);
            CHECK(gone.result);
            CHECK(gone.entry.id == id);
            CHECK(desk.repairs.changes().isEmpty());
            CHECK(desk.undo({}).isEmpty());
            CHECK(computer.values[QStringLiteral("mode")] == QStringLiteral("auto"));
        }
        computer.values[QStringLiteral("mode")] = off;
        Desk desk(computer);
        REQUIRE(waitFor([&] { return desk.looks > 0; }));
        REQUIRE(desk.repairs.changes().size() == 1);
        REQUIRE(desk.undo(id).size() == 1);
        CHECK_FALSE(computer.isOff());
    }
}

TEST_CASE("repairs: a plan is told before the click, with the rights it takes, and changes nothing")
{
    FakeComputer computer(Rights::Administrator);
    Desk desk(computer);
    desk.look();

    desk.repairs.prepare(Fix::TurnOffProxy);

    REQUIRE(waitFor([&] { return desk.prepared.has_value(); }));
    REQUIRE(desk.prepared->plan);
    CHECK(desk.prepared->rights == Rights::Administrator);
    CHECK(desk.prepared->plan->reversible);
    CHECK_FALSE(computer.isOff());
}

TEST_CASE("repairs: what this computer has no adapter for has no plan either")
{
    FakeComputer computer;
    Desk desk(computer);
    desk.look();
    desk.repairs.prepare(Fix::FlushDns);
    REQUIRE(waitFor([&] { return desk.prepared.has_value(); }));
    REQUIRE_FALSE(desk.prepared->plan);
    CHECK(desk.prepared->plan.error().code == ErrorCode::Unsupported);

    const FixOutcome outcome = desk.fix(Fix::FlushDns);
    CHECK(outcome.ending == Ending::Failed);
    CHECK(outcome.error.code == ErrorCode::Unsupported);
}

TEST_CASE("repairs: a consent that is not given changes nothing")
{
    FakeComputer computer(Rights::Administrator);
    computer.elevatorRefuses = ErrorCode::Cancelled;
    Desk desk(computer);
    desk.look();

    const FixOutcome outcome = desk.fix(Fix::TurnOffProxy);

    CHECK(outcome.ending == Ending::Cancelled);
    CHECK_FALSE(computer.isOff());
    CHECK(desk.repairs.changes().isEmpty());
}

TEST_CASE("repairs: undo that needs a consent which is not given leaves the change listed")
{
    FakeComputer computer(Rights::Administrator);
    Desk desk(computer);
    desk.look();
    REQUIRE(desk.fix(Fix::TurnOffProxy).ending == Ending::Kept);
    computer.elevatorRefuses = ErrorCode::Cancelled;

    const auto results = desk.undo({});

    REQUIRE(results.size() == 1);
    REQUIRE_FALSE(results.first().result);
    CHECK(results.first().result.error().code == ErrorCode::Cancelled);
    CHECK(desk.repairs.changes().size() == 1);
    CHECK(computer.isOff());
}

TEST_CASE("repairs: of several to take back, what keeps one keeps no other")
{
    FakeComputer computer(Rights::Administrator);
    Desk desk(computer);
    desk.look();
    REQUIRE(desk.fix(Fix::TurnOffProxy).ending == Ending::Kept);
    // A newer one, of something that is neither as before nor as after.
    Entry other = computer.systems().contents()->entries.first();
    other.id = newEntryId(other.when.addSecs(60));
    other.when = other.when.addSecs(60);
    other.before = {{QStringLiteral("mode"), QStringLiteral("auto")}};
    other.after = {{QStringLiteral("mode"), QStringLiteral("detect")}};
    REQUIRE(computer.systems().write(other));
    desk.repairs.recover();
    REQUIRE(waitFor([&] { return desk.repairs.changes().size() == 2; }));

    const auto results = desk.undo({});

    REQUIRE(results.size() == 2);
    REQUIRE_FALSE(results.first().result);
    CHECK(results.first().result.error().code == ErrorCode::Conflict);
    CHECK(results.last().result);
    CHECK_FALSE(computer.isOff());
}

TEST_CASE("repairs: cancel while it is being proven takes it back without waiting for the proof")
{
    FakeComputer computer;
    Desk desk(computer);
    desk.look();
    computer.probeMs = 3000;
    desk.repairs.start(Fix::TurnOffProxy);
    CHECK(desk.repairs.state() == Repairs::State::Fixing);
    REQUIRE(waitFor([&] { return computer.checkups == 2; }));
    QElapsedTimer clock;
    clock.start();

    desk.repairs.cancel();

    REQUIRE(waitFor([&] { return desk.ended.has_value(); }));
    CHECK(clock.elapsed() < 1500);
    CHECK(desk.ended->ending == Ending::Cancelled);
    CHECK_FALSE(computer.isOff());
}

TEST_CASE("repairs: what can't be taken back is listed as such, and undo of all leaves it")
{
    FakeComputer computer;
    Desk desk(computer);
    desk.look();

    const FixOutcome outcome = desk.fix(Fix::RestartZoom);

    CHECK(outcome.ending == Ending::Done);
    CHECK(outcome.said == QStringLiteral("Zoom runs again."));
    CHECK(desk.undo({}).isEmpty());
}

TEST_CASE("repairs: a proxy of the person's profile is judged as after the next login, and told so")
{
    for (const bool curable : {true, false}) {
        FakeComputer computer(Rights::Person, QStringLiteral("profile"));
        computer.place = QStringLiteral("~/.profile");
        computer.variable = "RECONNECT_TEST_PROXY";
        computer.curable = curable;
        qputenv("RECONNECT_TEST_PROXY", "http://127.0.0.1:9");
        Desk desk(computer);
        desk.look();

        const FixOutcome outcome = desk.fix(Fix::TurnOffProxy);

        CHECK(outcome.ending == (curable ? Ending::Kept : Ending::TakenBack));
        CHECK(outcome.said.contains(QStringLiteral("log in again")) == curable);
        CHECK(qEnvironmentVariableIsSet("RECONNECT_TEST_PROXY") != curable);
        desk.undo({});
        CHECK(qgetenv("RECONNECT_TEST_PROXY") == "http://127.0.0.1:9");
        qunsetenv("RECONNECT_TEST_PROXY");
    }
}

TEST_CASE("repairs: one thing at a time")
{
    FakeComputer computer;
    Desk desk(computer);
    desk.look();
    int endings = 0;
    QObject::connect(&desk.repairs, &Repairs::finished, &desk.context, [&] { ++endings; });
    desk.repairs.start(Fix::TurnOffProxy);
    desk.repairs.start(Fix::TurnOffProxy);
    desk.repairs.undoAll();
    REQUIRE(waitFor([&] { return desk.ended.has_value(); }));
    CHECK_FALSE(waitFor([&] { return endings > 1 || desk.undone.has_value(); }, 200));
}

TEST_CASE("repairs: an unknown id is told, not guessed")
{
    FakeComputer computer;
    Desk desk(computer);
    const auto results = desk.undo(newEntryId(QDateTime::currentDateTimeUtc()));
    REQUIRE(results.size() == 1);
    REQUIRE_FALSE(results.first().result);
    CHECK(results.first().result.error().code == ErrorCode::NotFound);
}

TEST_CASE("repairs: the window's end takes back what is not proven yet")
{
    FakeComputer computer;
    {
        Desk desk(computer);
        desk.look();
        computer.probeMs = 3000;
        desk.repairs.start(Fix::TurnOffProxy);
        REQUIRE(waitFor([&] { return computer.checkups == 2; }));
        CHECK(computer.isOff());
    }
    CHECK_FALSE(computer.isOff());
}

TEST_CASE("repairs: a fix is for the first finding that offers it, or for none")
{
    Diagnosis diagnosis;
    diagnosis.verdict.cause = Cause::ProxyUnreachable;
    diagnosis.verdict.fixes = {Fix::TurnOffProxy};
    Finding other;
    other.cause = Cause::HostsOverride;
    other.fixes = {Fix::RemoveHostsOverride, Fix::TurnOffProxy};
    diagnosis.otherCauses = {other};
    CHECK(causeFor(Fix::TurnOffProxy, diagnosis) == Cause::ProxyUnreachable);
    CHECK(causeFor(Fix::RemoveHostsOverride, diagnosis) == Cause::HostsOverride);
    CHECK(causeFor(Fix::RestartZoom, diagnosis) == Cause::None);
}
