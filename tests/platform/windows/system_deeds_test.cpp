#include "platform/windows/panels/panel_calls.h"
#include "platform/windows/system/flush_dns.h"
#include "platform/windows/system/run_once.h"
#include "platform/windows/system/set_clock.h"
#include "tests/catch.h"
#include "tests/fakes/fake_time.h"
#include "tests/fakes/scripted_tools.h"

using namespace reconnect;
using namespace reconnect::windows_os;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

const auto silent = [](const QString&, int) {};

struct FakeClock : ClockCalls {
    explicit FakeClock(FakeTime& one)
        : time(one)
    {
    }
    Result<void> startTimeService() override
    {
        return service ? Result<void>() : failure(*service.error);
    }
    Result<void> set(const QDateTime& utc) override
    {
        asked.append(utc);
        if (moves)
            time.set(utc);
        return refuses ? failure(ErrorCode::NotPermitted) : Result<void>();
    }

    struct {
        std::optional<ErrorCode> error;
        explicit operator bool() const { return !error; }
    } service;
    FakeTime& time;
    QList<QDateTime> asked;
    bool moves = true;
    bool refuses = false;
};

// A computer whose clock is off by `offset` seconds.
struct Computer {
    explicit Computer(qint64 offset)
        : change(SetClock{offset})
    {
        time.set(time.right.addSecs(offset));
        tools.answer("w32tm /resync /nowait", 0);
    }
    Result<QString> carryOut() { return setter.carryOut(change, silent); }
    qint64 offBy() const { return time.right.addMSecs(time.elapsedMs()).secsTo(time.now()); }

    FakeTime time;
    FakeClock calls{time};
    ScriptedTools tools;
    ClockSetter setter{calls, tools, time, id("w32tm")};
    Change change;
};

} // namespace

TEST_CASE("windows clock: the time service comes first, and nothing is set by hand then")
{
    Computer computer(7200);
    CHECK(computer.setter.rightsFor(computer.change) == Rights::Administrator);
    computer.time.networkAnswersAt = 2000;
    REQUIRE(computer.carryOut());
    CHECK(computer.calls.asked.isEmpty());
    CHECK(qAbs(computer.offBy()) <= RightTime::nearEnough);
}

TEST_CASE("windows clock: where no time server answers it is set by hand, in bounded time")
{
    Computer computer(-7200);
    const auto said = computer.carryOut();
    REQUIRE(said);
    REQUIRE(computer.calls.asked.size() == 1);
    CHECK(computer.offBy() == 0);
    CHECK(computer.time.elapsedMs() <= ClockSetter::networkMs + 500);
    CHECK(computer.tools.lines.size() == 2); // told again, when it is near
}

TEST_CASE(
    "windows clock: what is too far for the service, or a service that is off, is not waited for")
{
    Computer distant(86400 * 30);
    REQUIRE(distant.carryOut());
    CHECK(distant.time.elapsedMs() == 0);
    CHECK(distant.tools.lines.size() == 1);
    Computer off(7200);
    off.calls.service.error = ErrorCode::Failed;
    REQUIRE(off.carryOut());
    CHECK(off.time.elapsedMs() == 0);
    CHECK(off.tools.lines.isEmpty());
    CHECK(off.offBy() == 0);
}

TEST_CASE("windows clock: it is read back, whatever the call said")
{
    Computer stuck(7200);
    stuck.calls.moves = false;
    const auto said = stuck.carryOut();
    REQUIRE_FALSE(said);
    CHECK(said.error().code == ErrorCode::Failed);
    stuck.calls.refuses = true;
    CHECK(stuck.carryOut().error().code == ErrorCode::NotPermitted);
    Computer moved(7200);
    moved.calls.refuses = true;
    CHECK(moved.carryOut());
}

TEST_CASE("windows clock: an offset that leads nowhere changes nothing")
{
    for (const qint64 offset :
         {qint64(0), qint64(86400) * 365 * 40, qint64(-86400) * 365 * 90,
          std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()}) {
        Computer computer(7200);
        computer.change = SetClock{offset};
        const auto said = computer.carryOut();
        REQUIRE_FALSE(said);
        CHECK(said.error().code == ErrorCode::Malformed);
        CHECK(computer.calls.asked.isEmpty());
        CHECK(computer.tools.lines.isEmpty());
    }
}

TEST_CASE("windows restart: the wizard's path is quoted, where the registry takes one so long")
{
    CHECK(runOnceCommand({id("C:/A b/x.exe"), id("proxy")}) ==
          id(R"("C:\A b\x.exe" --resume proxy)"));
    CHECK(runOnceCommand({QString(260, u'x'), id("checks")}).isEmpty());
    CHECK(runOnceCommand({id("C:/a\" & b"), id("checks")}).isEmpty());
    CHECK(runOnceCommand({{}, id("checks")}).isEmpty());
}

TEST_CASE("windows names: what Windows says is passed on")
{
    int asked = 0;
    std::optional<ErrorCode> refusal;
    DnsFlusher flusher([&]() -> Result<void> {
        ++asked;
        return refusal ? failure(*refusal) : Result<void>();
    });
    CHECK(flusher.serves(FlushDns{}));
    CHECK_FALSE(flusher.serves(RestartComputer{}));
    CHECK(flusher.carryOut(FlushDns{}, silent)->contains(id("Windows")));
    refusal = ErrorCode::NotPermitted;
    CHECK(flusher.carryOut(FlushDns{}, silent).error().code == ErrorCode::NotPermitted);
    CHECK(asked == 2);
}

TEST_CASE("windows panels: the Settings app first, then a program of the system itself")
{
    for (const auto panel :
         {Panel::Network, Panel::Proxy, Panel::Firewall, Panel::Clock, Panel::Apps}) {
        const auto calls = panelCalls(panel, id(R"(C:\Windows\System32)"));
        REQUIRE(calls.size() == 2);
        CHECK(calls[0].target.contains(u':'));
        CHECK(calls[0].parameters.isEmpty());
        CHECK(calls[1].target == id(R"(C:\Windows\System32\control.exe)"));
        CHECK_FALSE(calls[1].parameters.isEmpty());
    }
}
