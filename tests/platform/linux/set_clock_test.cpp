#include "platform/linux/system/set_clock.h"

#include "tests/catch.h"
#include "tests/fakes/fake_time.h"
#include "tests/fakes/scripted_tools.h"

using namespace reconnect;
using namespace reconnect::linux_os;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

// A computer with timedatectl whose clock is off by `offset` seconds.
struct Computer {
    explicit Computer(qint64 offset)
        : change(SetClock{offset})
    {
        time.set(time.right.addSecs(offset));
        tools.answer("timedatectl --no-ask-password show --property=NTP --value", 0, "no\n");
        tools.answer("timedatectl --no-ask-password set-ntp", 0);
        tools.answer("timedatectl --no-ask-password set-time", [this]() -> Result<CommandOutput> {
            time.set(time.right.addMSecs(time.elapsedMs()));
            return CommandOutput{};
        });
    }

    Result<QString> carryOut()
    {
        return setter.carryOut(change, [](const QString&, int) {});
    }
    bool asked(const char* end) const
    {
        return tools.lines.contains(id("timedatectl --no-ask-password ") + id(end));
    }

    ScriptedTools tools;
    FakeTime time;
    ClockSetter setter{tools, time};
    Change change;
};

} // namespace

TEST_CASE("set clock: it serves its change alone, with an administrator's rights")
{
    Computer computer(7200);
    CHECK(computer.setter.serves(SetClock{5}));
    CHECK_FALSE(computer.setter.serves(FlushDns{}));
    CHECK(computer.setter.rightsFor(SetClock{5}) == Rights::Administrator);
}

TEST_CASE("set clock: where a time server answers soon, nothing is set by hand")
{
    Computer computer(86400 * 400);
    computer.time.networkAnswersAt = 1500;
    const auto said = computer.carryOut();
    REQUIRE(said);
    CHECK(computer.asked("set-ntp true"));
    CHECK(computer.tools.lines.filter(id("set-time")).isEmpty());
    CHECK(computer.time.now() == computer.time.right.addMSecs(0));
}

TEST_CASE("set clock: without a time server it is set by as much as it was off, in UTC")
{
    for (const qint64 offset : {qint64(7200), qint64(-86400) * 365 * 1}) {
        Computer computer(offset);
        REQUIRE(computer.carryOut());
        // Eight seconds were spent on waiting for the network.
        CHECK(computer.tools.lines.mid(2) ==
              QStringList{id("timedatectl --no-ask-password set-ntp false"),
                          id("timedatectl --no-ask-password set-time 2026-11-24 10:00:08 UTC"),
                          id("timedatectl --no-ask-password set-ntp true")});
    }
}

TEST_CASE("set clock: a network that is trusted already and wrong is not waited for")
{
    Computer computer(7200);
    computer.tools.answer("timedatectl --no-ask-password show", 0, "yes\n");
    REQUIRE(computer.carryOut());
    CHECK(computer.time.elapsedMs() == 0);
    CHECK(computer.tools.lines.last().endsWith(id("set-ntp true")));
}

TEST_CASE("set clock: where the network can't set clocks, it is set all the same")
{
    Computer computer(7200);
    computer.tools.answer("timedatectl --no-ask-password set-ntp", 1, "",
                          "Failed to set ntp: NTP not supported");
    REQUIRE(computer.carryOut());
    CHECK(computer.time.elapsedMs() == 0);
}

TEST_CASE("set clock: a refusal is typed, and the network sets the clock as before")
{
    const std::tuple<const char*, const char*, ErrorCode> cases[]{
        {"Failed to set time: Access denied", "yes\n", ErrorCode::NotPermitted},
        {"Failed to set time: Some other reason", "yes\n", ErrorCode::Failed},
    };
    for (const auto& [words, before, code] : cases) {
        Computer computer(7200);
        computer.tools.answer("timedatectl --no-ask-password show", 0, before);
        computer.tools.answer("timedatectl --no-ask-password set-time", 1, "", words);
        const auto said = computer.carryOut();
        REQUIRE_FALSE(said);
        CHECK(said.error().code == code);
        CHECK(computer.tools.lines.last().endsWith(id("set-ntp true")));
    }
}

TEST_CASE("set clock: an exit code of 0 does not make a clock right that did not move")
{
    Computer computer(7200);
    computer.tools.answer("timedatectl --no-ask-password set-time", 0);
    const auto said = computer.carryOut();
    REQUIRE_FALSE(said);
    CHECK(said.error().code == ErrorCode::Failed);
}

TEST_CASE("set clock: without timedatectl, or what it speaks to, it says what to type")
{
    for (const bool installed : {false, true}) {
        Computer computer(7200);
        if (installed)
            computer.tools.answer("timedatectl", 1, "", "System has not been booted with systemd");
        else
            computer.tools.fails("timedatectl", ErrorCode::NotFound);
        const auto said = computer.carryOut();
        REQUIRE_FALSE(said);
        CHECK(said.error().code == ErrorCode::Unsupported);
        CHECK(said.error().detail.contains(id("sudo date -u -s '2026-11-24 10:00:00'")));
        CHECK(computer.tools.lines.size() == 1);
    }
}

TEST_CASE("set clock: an offset that leads nowhere changes nothing")
{
    for (const qint64 offset :
         {qint64(0), qint64(86400) * 365 * 40, qint64(-86400) * 365 * 90,
          std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()}) {
        Computer computer(7200);
        computer.change = SetClock{offset};
        const auto said = computer.carryOut();
        REQUIRE_FALSE(said);
        CHECK(said.error().code == ErrorCode::Malformed);
        CHECK(computer.tools.lines.isEmpty());
    }
}
