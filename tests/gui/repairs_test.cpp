#include "app/session/repairs.h"

#include "tests/catch.h"
#include "tests/fakes/fake_repairs.h"
#include "tests/gui/window.h"

#include <QMessageBox>

using namespace reconnect;
using namespace reconnect::test;

namespace {

// A wizard that may change a computer whose proxy is dead.
struct Bench {
    explicit Bench(FakeComputer& fake)
        : window(fake.probes(), [this, &fake](Session& session) {
            repairs = std::make_unique<Repairs>(session, fake.probes(), fake.repairs());
            return repairs.get();
        })
    {
        window.open();
        REQUIRE(waitFor([this] { return window.session.state() == Session::State::Finished; }));
        window.settle();
    }

    void untilIdle()
    {
        REQUIRE(waitFor([this] { return repairs->state() == Repairs::State::Idle; }));
        window.settle();
    }

    std::unique_ptr<Repairs> repairs; // outlives the wizard
    Window window;
};

} // namespace

TEST_CASE("fixing: one click turns the dead proxy off, and the last page offers to undo it")
{
    FakeComputer computer;
    Bench bench(computer);
    CHECK_FALSE(computer.isOff());
    REQUIRE(bench.window.press("Turn the proxy off"));
    bench.untilIdle();
    CHECK(computer.isOff());
    CHECK(bench.window.page()->stage() == Stage::Escalate);
    CHECK(bench.window.says(QStringLiteral("Zoom can be reached from this computer.")));

    REQUIRE(bench.window.press("Undo"));
    bench.untilIdle();
    CHECK_FALSE(computer.isOff());
    CHECK(bench.window.says(QStringLiteral("There is nothing to take back.")));
    // Nothing is claimed that no longer holds.
    REQUIRE(waitFor([&] { return bench.window.session.state() == Session::State::Finished; }));
    bench.window.settle();
    CHECK(bench.window.session.diagnosis().verdict.cause == Cause::ProxyUnreachable);
    CHECK_FALSE(bench.window.says(QStringLiteral("Zoom can be reached from this computer.")));
    CHECK(bench.window.says(QStringLiteral("It is as it was before.")));
    bench.window.wizard.goTo(Stage::Checks);
    CHECK(bench.window.button("Turn the proxy off"));
}

TEST_CASE("fixing: what somebody has changed since can be dismissed on the last page")
{
    FakeComputer computer;
    {
        Bench bench(computer);
        REQUIRE(bench.window.press("Turn the proxy off"));
        bench.untilIdle();
        REQUIRE(computer.isOff());
    }
    computer.values[QStringLiteral("mode")] = QStringLiteral("auto");
    Bench bench(computer);
    REQUIRE(waitFor([&] { return !bench.repairs->changes().isEmpty(); }));
    CHECK(bench.repairs->changes().first().standing == Standing::Conflict);
    bench.window.wizard.goTo(Stage::Escalate);
    bench.window.settle();
    CHECK(bench.window.says(QStringLiteral("It was changed again since")));
    CHECK_FALSE(bench.window.says(QStringLiteral("can be taken back")));
    // What came while a checkup was under way is not left greyed out after it.
    bench.window.session.check();
    bench.repairs->recover();
    REQUIRE(waitFor([&] { return bench.window.session.state() == Session::State::Finished; }));
    bench.window.settle();
    REQUIRE(bench.window.press("Dismiss"));
    bench.untilIdle();
    CHECK(bench.window.says(QStringLiteral("There is nothing to take back.")));
    CHECK(bench.window.says(QStringLiteral("It is listed no more. It stays as it is now.")));
    CHECK(computer.values[QStringLiteral("mode")] == QStringLiteral("auto"));
}

TEST_CASE("fixing: what does not help is taken back, said so, and not offered again")
{
    FakeComputer computer;
    computer.curable = false;
    Bench bench(computer);
    REQUIRE(bench.window.press("Turn the proxy off"));
    bench.untilIdle();
    CHECK_FALSE(computer.isOff());
    CHECK(bench.window.button("Turn the proxy off") == nullptr);
    bench.window.wizard.goTo(Stage::Escalate);
    CHECK(bench.window.says(QStringLiteral("There is nothing to take back.")));
}

TEST_CASE("fixing: Cancel takes back what was begun")
{
    FakeComputer computer;
    Bench bench(computer);
    computer.probeMs = 3000;
    REQUIRE(bench.window.press("Turn the proxy off"));
    REQUIRE(waitFor([&] { return computer.isOff(); }));
    REQUIRE(bench.window.press("Cancel"));
    bench.untilIdle();
    CHECK_FALSE(computer.isOff());
    CHECK(bench.window.button("Turn the proxy off"));
}

TEST_CASE("fixing: what can't be taken back is asked for first, and Cancel changes nothing")
{
    FakeComputer computer;
    Bench bench(computer);
    REQUIRE(bench.window.press("What this program can do here"));
    REQUIRE(bench.window.press("Restart the computer"));
    auto* box = bench.window.wizard.findChild<QMessageBox*>();
    REQUIRE(box);
    CHECK(box->text().contains(QStringLiteral("can't be taken back")));
    QTest::mouseClick(box->button(QMessageBox::Cancel), Qt::LeftButton);
    bench.window.settle();
    CHECK(bench.repairs->state() == Repairs::State::Idle);
    CHECK(computer.own().contents()->entries.isEmpty());
}

TEST_CASE("fixing: what this computer has no means for is not offered")
{
    FakeComputer computer;
    Bench bench(computer);
    REQUIRE(bench.window.press("What this program can do here"));
    CHECK(bench.window.button("Restart the computer"));
    CHECK(bench.window.button("Forget looked-up names") == nullptr);
}

TEST_CASE("fixing: a report of another computer offers steps and changes nothing")
{
    Window window;
    window.open(madeUp(Cause::ProxyUnreachable));
    CHECK(window.button("Turn the proxy off") == nullptr);
    CHECK(window.button("Show me how"));
}

TEST_CASE("router: restarted with the wizard watching, each step is ticked, then all is checked")
{
    // What the line is like; changed by the test as a person would change it.
    std::atomic<int> line{2}; // 0 down, 2 with a router, 3 with internet
    const MakeProbeSource street = [&line] {
        return std::make_unique<FakeProbeSource>([&line] {
            const auto probe = [](const char* id, Layer layer, bool passed) {
                const QString name = QString::fromLatin1(id);
                return std::make_unique<FakeProbe>(
                    Observation{name, layer, name, Outcome::NotRun, {}, 0, {}},
                    passed ? Outcome::Passed : Outcome::Failed);
            };
            std::vector<std::unique_ptr<Probe>> probes;
            probes.push_back(probe("link:interfaces", Layer::Link, line > 0));
            probes.push_back(probe("route:ipv4", Layer::Route, line > 0));
            probes.push_back(probe("route:gateway", Layer::Route, line > 1));
            probes.push_back(probe("captive:captive.apple.com", Layer::Captive, line > 2));
            return probes;
        });
    };
    FakeComputer computer;
    std::unique_ptr<Repairs> repairs;
    Window window(street, [&](Session& session) {
        repairs = std::make_unique<Repairs>(session, street, computer.repairs());
        return repairs.get();
    });
    window.open();
    REQUIRE(waitFor([&] { return window.session.state() == Session::State::Finished; }));
    window.settle();
    Offer offer;
    offer.action = Offer::Action::WatchRouter;
    emit window.page()->offered(offer);
    window.settle();
    CHECK(window.says(QStringLiteral("Unplug the router")));
    line = 0;
    REQUIRE(waitFor([&] { return window.says(QStringLiteral("\u2713 The router went away.")); }));
    line = 2;
    REQUIRE(waitFor([&] { return window.says(QStringLiteral("\u2713 The router is back.")); }));
    REQUIRE(window.press("Cancel"));
    window.settle();
    CHECK(window.says(QStringLiteral("The router is no longer watched.")));
    // Listened to, because a checkup of fakes may be over before anyone looks.
    QList<Session::State> states;
    QObject::connect(&window.session, &Session::stateChanged, &window.wizard,
                     [&states](Session::State state) { states.append(state); });
    emit window.page()->offered(offer);
    line = 3;
    REQUIRE(waitFor([&] { return states.size() >= 2; }));
    CHECK(states == QList{Session::State::Checking, Session::State::Finished});
}
