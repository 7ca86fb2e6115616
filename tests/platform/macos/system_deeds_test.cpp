#include "platform/macos/system/flush_dns.h"
#include "platform/macos/system/mac_restart.h"
#include "platform/macos/system/refusal.h"
#include "platform/macos/system/resume_agent.h"
#include "platform/macos/system/set_clock.h"
#include "tests/fakes/fake_time.h"
#include "tests/fakes/scripted_tools.h"
#include "tests/support/transcripts.h"

#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

const QString directory = text("/usr/bin/dscacheutil -flushcache");
const QString responder = text("/usr/bin/killall -HUP mDNSResponder");

// A Mac whose clock is off by `offset` seconds.
struct SlowMac {
    explicit SlowMac(qint64 offset)
        : change(SetClock{offset})
    {
        time.set(time.right.addSecs(offset));
        tools.answer("/usr/bin/sntp", [this]() -> Result<CommandOutput> {
            time.rest(timeServerMs);
            if (!answers)
                return transcript("macos/sntp/silent").output;
            time.set(time.right.addMSecs(time.elapsedMs()));
            return CommandOutput{};
        });
        tools.answer("/bin/date", [this]() -> Result<CommandOutput> {
            if (moves)
                time.set(time.right.addMSecs(time.elapsedMs()));
            return date;
        });
        tools.answer("/usr/sbin/systemsetup -getusingnetworktime",
                     [this]() -> Result<CommandOutput> {
                         return CommandOutput{0, "Network Time: " + kept + '\n', {}};
                     });
        // As releases do that do it all the same.
        tools.answer("/usr/sbin/systemsetup -setusingnetworktime",
                     [this]() -> Result<CommandOutput> {
                         if (isKeepable)
                             kept = "On";
                         return CommandOutput{1, {}, "### Error:-99\n"};
                     });
    }

    Result<QString> carryOut()
    {
        return setter.carryOut(change, [](const QString&, int) {});
    }

    ScriptedTools tools;
    FakeTime time;
    bool answers = true;
    bool moves = true;
    QByteArray kept = "On"; // the network keeps the clock right
    bool isKeepable = true;
    int timeServerMs = 500;
    CommandOutput date;
    ClockSetter setter{tools, time};
    Change change;
};

struct RestartingMac {
    RestartingMac()
    {
        QFile program(wizard());
        REQUIRE(program.open(QIODevice::WriteOnly));
        program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        tools.answer("/usr/bin/osascript", [this]() -> Result<CommandOutput> {
            thereAtRestart = isThere();
            return restart;
        });
    }

    QString wizard() const { return home.filePath(text("re&connect \"2026\"")); }
    bool isThere() const { return QFile::exists(resumeAgentPath(home.path())); }
    Result<QString> carryOut()
    {
        return restarter.carryOut(RestartComputer{}, [](const QString&, int) {});
    }

    QTemporaryDir home;
    ScriptedTools tools;
    Result<CommandOutput> restart = CommandOutput{};
    bool thereAtRestart = false;
    MacRestart calls{tools, home.path()};
    Restarter restarter{calls, {wizard(), text("checks")}};
};

} // namespace

TEST_CASE("mac flush: both memories are emptied, with an administrator's rights")
{
    TranscriptTools tools;
    tools.answer(directory, CommandOutput{});
    tools.answer(responder, CommandOutput{});
    DnsFlusher flusher(tools);
    CHECK(flusher.serves(FlushDns{}));
    CHECK_FALSE(flusher.serves(RestartComputer{}));
    CHECK(flusher.rightsFor(FlushDns{}) == Rights::Administrator);
    REQUIRE(flusher.carryOut(FlushDns{}, {}));
    CHECK(tools.lines == QStringList{directory, responder});
}

TEST_CASE("mac flush: where one memory stays full it is said, and the other is emptied")
{
    struct Row {
        Result<CommandOutput> directory;
        Result<CommandOutput> responder;
        ErrorCode code;
    };
    const Row rows[]{
        {CommandOutput{}, transcript("macos/killall/denied").output, ErrorCode::NotPermitted},
        {CommandOutput{}, transcript("macos/killall/none").output, ErrorCode::Failed},
        {CommandOutput{}, failure(ErrorCode::TimedOut), ErrorCode::TimedOut},
        {failure(ErrorCode::NotFound), CommandOutput{}, ErrorCode::NotFound},
    };
    for (const Row& row : rows) {
        TranscriptTools tools;
        tools.answer(directory, row.directory);
        tools.answer(responder, row.responder);
        const auto done = DnsFlusher(tools).carryOut(FlushDns{}, {});
        REQUIRE_FALSE(done);
        CHECK(done.error().code == row.code);
        CHECK(tools.lines.size() == 2);
    }
}

TEST_CASE("mac clock: it serves its change alone, with an administrator's rights")
{
    SlowMac mac(7200);
    CHECK(mac.setter.serves(SetClock{5}));
    CHECK_FALSE(mac.setter.serves(FlushDns{}));
    CHECK(mac.setter.rightsFor(SetClock{5}) == Rights::Administrator);
}

TEST_CASE("mac clock: where a time server answers, nothing is set by hand")
{
    SlowMac mac(-86400 * 400);
    REQUIRE(mac.carryOut());
    CHECK(mac.tools.lines == QStringList{text("/usr/bin/sntp -sS time.apple.com"),
                                         text("/usr/sbin/systemsetup -getusingnetworktime")});
    CHECK(mac.time.now() == mac.time.right.addMSecs(500));
}

TEST_CASE("mac clock: without a time server it is set by as much as it was off, in UTC")
{
    for (const qint64 offset : {qint64(7200), qint64(-86400) * 365}) {
        SlowMac mac(offset);
        mac.answers = false;
        mac.timeServerMs = 8000;
        const auto said = mac.carryOut();
        REQUIRE(said);
        // Eight seconds were spent on waiting for the server.
        CHECK(mac.tools.lines == QStringList{text("/usr/bin/sntp -sS time.apple.com"),
                                             text("/bin/date -u 112410002026.08"),
                                             text("/usr/sbin/systemsetup -getusingnetworktime")});
        CHECK(said->contains(text("2026-11-24 10:00:08")));
    }
}

TEST_CASE("mac clock: that the network keeps it is turned on where it was off, and said")
{
    SlowMac mac(7200);
    const QString told = text("automatically is turned on");
    const QString turnOn = text("/usr/sbin/systemsetup -setusingnetworktime on");
    SECTION("off")
    {
        mac.kept = "Off";
        mac.answers = GENERATE(true, false);
        const auto said = mac.carryOut();
        REQUIRE(said);
        CHECK(said->contains(told));
        CHECK(mac.kept == "On");
    }
    SECTION("off, and it stays so")
    {
        mac.kept = "Off";
        mac.isKeepable = false;
        const auto said = mac.carryOut();
        REQUIRE(said);
        CHECK_FALSE(said->contains(told));
        CHECK(mac.tools.lines.contains(turnOn));
    }
    SECTION("on, or it is not said")
    {
        mac.kept = GENERATE(as<QByteArray>(), "On", "", "Wer weiss");
        const auto said = mac.carryOut();
        REQUIRE(said);
        CHECK_FALSE(said->contains(told));
        CHECK_FALSE(mac.tools.lines.contains(turnOn));
    }
}

TEST_CASE("mac clock: one that does not move is not said to be set")
{
    SlowMac mac(7200);
    mac.answers = false;
    mac.moves = false;
    SECTION("date says that it did it")
    {
        CHECK(mac.carryOut().error().code == ErrorCode::Failed);
    }
    SECTION("date is not let")
    {
        mac.date = {1, {}, "date: settimeofday: Operation not permitted\n"};
        CHECK(mac.carryOut().error().code == ErrorCode::NotPermitted);
    }
    SECTION("a time server's word counts for nothing either")
    {
        mac.tools.answer("/usr/bin/sntp", 0);
        CHECK(mac.carryOut().error().code == ErrorCode::Failed);
    }
    CHECK(mac.tools.lines.filter(text("systemsetup")).isEmpty());
}

TEST_CASE("mac clock: a time that can't be right is not set")
{
    SlowMac mac(-86400LL * 365 * 80);
    mac.time.set(mac.time.right); // so that the right one would be in eighty years
    CHECK(mac.carryOut().error().code == ErrorCode::Malformed);
    CHECK(mac.tools.lines.isEmpty());
}

TEST_CASE("mac restart: word for the wizard is there before the computer goes, and stays")
{
    RestartingMac mac;
    CHECK(mac.restarter.rightsFor(RestartComputer{}) == Rights::Person);
    REQUIRE(mac.carryOut());
    CHECK(mac.thereAtRestart);
    REQUIRE(mac.isThere());
    CHECK(mac.tools.lines ==
          QStringList{text("/usr/bin/osascript -e tell application \"System Events\" to restart")});

    QFile agent(resumeAgentPath(mac.home.path()));
    REQUIRE(agent.open(QIODevice::ReadOnly));
    CHECK_FALSE(agent.permissions().testFlag(QFile::WriteGroup));
    CHECK_FALSE(agent.permissions().testFlag(QFile::WriteOther));
    QXmlStreamReader xml(&agent);
    QStringList strings;
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement &&
            xml.name() == QLatin1String("string"))
            strings.append(xml.readElementText());
    INFO(xml.errorString().toStdString());
    CHECK_FALSE(xml.hasError());
    CHECK(strings == QStringList{text("org.reconnect2026.resume"), text("Aqua"), mac.wizard(),
                                 text("--resume"), text("checks")});
    removeResumeAgent(mac.home.path());
    CHECK_FALSE(mac.isThere());
    removeResumeAgent(mac.home.path());
}

TEST_CASE("mac restart: a refusal takes the word away again, and is told by its number")
{
    struct Row {
        Result<CommandOutput> output;
        ErrorCode code;
    };
    const Row rows[]{
        {transcript("macos/restart/not-permitted").output, ErrorCode::NotPermitted},
        {transcript("macos/restart/not-permitted-german").output, ErrorCode::NotPermitted},
        {transcript("macos/restart/cancelled").output, ErrorCode::Cancelled},
        {transcript("macos/restart/other").output, ErrorCode::Failed},
        {failure(ErrorCode::TimedOut), ErrorCode::TimedOut},
    };
    for (const Row& row : rows) {
        RestartingMac mac;
        mac.restart = row.output;
        const auto done = mac.carryOut();
        REQUIRE_FALSE(done);
        CHECK(done.error().code == row.code);
        CHECK(mac.thereAtRestart);
        CHECK_FALSE(mac.isThere());
    }
}

TEST_CASE("mac restart: without a wizard nothing is left to come back")
{
    RestartingMac mac;
    REQUIRE(QFile::remove(mac.wizard()));
    const auto said = mac.carryOut();
    REQUIRE(said);
    CHECK_FALSE(mac.thereAtRestart);
}

TEST_CASE("mac refusals: the number is the last thing said")
{
    CHECK(appleEventError({1, {}, "error (-1) of x (-1743)\n"}) == -1743);
    CHECK_FALSE(appleEventError({1, {}, "error (-1743) of x\n"}).has_value());
    CHECK_FALSE(appleEventError({1, {}, "(-99999999999999999999)"}).has_value());
}
