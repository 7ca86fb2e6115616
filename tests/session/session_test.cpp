#include "tests/catch.h"
#include "tests/fakes/fake_probes.h"
#include "tests/support/wait.h"

#include <QElapsedTimer>
#include <atomic>

using namespace reconnect;
using namespace reconnect::test;

namespace {

// What a session says, as the pages hear it.
struct Log {
    explicit Log(Session& session)
    {
        QObject::connect(&session, &Session::stateChanged, &context,
                         [this](Session::State state) { states.append(state); });
        QObject::connect(&session, &Session::expected, &context,
                         [this](const QList<Observation>& rows) { expected = int(rows.size()); });
        QObject::connect(&session, &Session::observed, &context,
                         [this](const Observation&) { ++observed; });
        QObject::connect(&session, &Session::progressed, &context, [this](int d, int t) {
            done = d;
            total = t;
        });
    }

    QObject context;
    QList<Session::State> states;
    int expected = 0;
    int observed = 0;
    int done = 0;
    int total = 0;
};

} // namespace

TEST_CASE("session: a checkup announces its rows, then answers each, then is finished")
{
    Session session(fakeProbes(3, Outcome::Passed));
    Log log(session);
    CHECK(session.state() == Session::State::Idle);

    session.check();

    CHECK(session.state() == Session::State::Checking);
    REQUIRE(waitFor([&] { return session.state() == Session::State::Finished; }));
    CHECK(log.states == QList{Session::State::Checking, Session::State::Finished});
    CHECK(log.expected == 3);
    CHECK(log.observed == 3);
    CHECK(log.done == 3);
    CHECK(log.total == 3);
    CHECK(session.evidence().observations.size() == 3);
    CHECK(session.evidence().os == QStringLiteral("linux"));
    CHECK(session.evidence().osVersion == QStringLiteral("Fake 1"));
    CHECK_FALSE(session.evidence().cancelled);
}

TEST_CASE("session: probes and what makes them live on another thread than the window")
{
    std::atomic<bool> elsewhere = false;
    const QThread* gui = QThread::currentThread();
    Session session([&] {
        elsewhere = QThread::currentThread() != gui;
        return fakeProbes(1, Outcome::Passed)();
    });

    session.check();

    REQUIRE(waitFor([&] { return session.state() == Session::State::Finished; }));
    CHECK(elsewhere);
}

TEST_CASE("session: cancel answers at once though a probe holds its thread up for a second")
{
    Session session(fakeProbes(2, Outcome::Passed, 0, 1000));
    Log log(session);
    session.check();
    REQUIRE(waitFor([&] { return log.expected == 2; }));
    QElapsedTimer clock;
    clock.start();

    session.cancel();

    CHECK(clock.elapsed() < 200);
    CHECK(session.state() == Session::State::Cancelled);
    CHECK(session.evidence().cancelled);
    REQUIRE(session.evidence().observations.size() == 2);
    CHECK(session.evidence().observations.first().outcome == Outcome::NotRun);

    // Nothing of the old run is heard any more, however late it comes.
    CHECK_FALSE(waitFor([&] { return log.observed > 0; }, 1300));
    CHECK(log.states == QList{Session::State::Checking, Session::State::Cancelled});
}

TEST_CASE("session: what was seen before a cancel stays, the rest is not run")
{
    Session session([] {
        return std::make_unique<FakeProbeSource>([] {
            std::vector<std::unique_ptr<Probe>> probes;
            probes.push_back(std::make_unique<FakeProbe>(QStringLiteral("quick"), Outcome::Passed));
            probes.push_back(
                std::make_unique<FakeProbe>(QStringLiteral("slow"), Outcome::Passed, 60000));
            return probes;
        });
    });
    Log log(session);
    session.check();
    REQUIRE(waitFor([&] { return log.observed == 1; }));

    session.cancel();

    REQUIRE(session.evidence().observations.size() == 2);
    CHECK(session.evidence().observations[0].outcome == Outcome::Passed);
    CHECK(session.evidence().observations[1].id == QStringLiteral("slow"));
    CHECK(session.evidence().observations[1].outcome == Outcome::NotRun);
}

TEST_CASE("session: a new checkup does not wait for a stuck old one, nor hear it")
{
    std::atomic<int> runs = 0;
    Session session([&runs] {
        const bool stuck = ++runs == 1;
        return fakeProbes(1, stuck ? Outcome::Failed : Outcome::Passed, 0, stuck ? 1000 : 0)();
    });
    session.check();
    REQUIRE(waitFor([&] { return runs == 1; }));
    QElapsedTimer clock;
    clock.start();

    session.check();

    REQUIRE(waitFor([&] { return session.state() == Session::State::Finished; }));
    CHECK(clock.elapsed() < 900);
    REQUIRE(session.evidence().observations.size() == 1);
    CHECK(session.evidence().observations.first().outcome == Outcome::Passed);
}

TEST_CASE("session: the end of a session waits a moment for a stuck probe, not until it is done")
{
    auto session = std::make_unique<Session>(fakeProbes(1, Outcome::Passed, 0, 1500));
    Log log(*session);
    session->check();
    REQUIRE(waitFor([&] { return log.expected == 1; }));
    QThread::msleep(20); // the probe is in its second by now
    QElapsedTimer clock;
    clock.start();

    session.reset();

    CHECK(clock.elapsed() < Session::goodbyeMs + 200);
    QThread::msleep(1600); // let the abandoned thread end before the program does
    waitFor([] { return false; }, 20);
}

TEST_CASE("session: cancelling from within an answer is safe")
{
    Session session(fakeProbes(20, Outcome::Passed));
    QObject::connect(&session, &Session::observed, &session, [&] { session.cancel(); });

    session.check();

    REQUIRE(waitFor([&] { return session.state() == Session::State::Cancelled; }));
    int answered = 0;
    for (const Observation& observation : session.evidence().observations)
        answered += observation.outcome == Outcome::Passed;
    CHECK(answered == 1);
    CHECK(session.evidence().observations.size() == 20);
}

TEST_CASE("session: cancel without a run changes nothing")
{
    Session session(fakeProbes(1, Outcome::Passed));
    Log log(session);

    session.cancel();

    CHECK(session.state() == Session::State::Idle);
    CHECK(log.states.isEmpty());
}

TEST_CASE("session: a saved run ends the live one and is shown in its place")
{
    Session session(fakeProbes(1, Outcome::Failed, 50));
    Log log(session);
    session.check();
    Evidence saved;
    saved.os = QStringLiteral("windows");

    session.show(saved);

    CHECK(session.state() == Session::State::Finished);
    CHECK(session.evidence().os == QStringLiteral("windows"));
    CHECK_FALSE(waitFor([&] { return log.observed > 0; }, 150));
}
