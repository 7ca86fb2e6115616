#include "platform/linux/system/linux_restart.h"

#include "platform/linux/system/resume_entry.h"
#include "tests/catch.h"
#include "tests/fakes/scripted_tools.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace reconnect;
using namespace reconnect::linux_os;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

struct Computer {
    Computer()
    {
        QFile program(home.filePath(id("reconnect2026")));
        REQUIRE(program.open(QIODevice::WriteOnly));
        program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        tools.answer("systemctl reboot", [this]() -> Result<CommandOutput> {
            thereAtRestart = isThere();
            return restart;
        });
    }

    Result<QString> carryOut()
    {
        return restarter.carryOut(RestartComputer{}, [](const QString&, int) {});
    }
    bool isThere() const { return QFile::exists(resumeEntryPath(home.path())); }

    QTemporaryDir home;
    ScriptedTools tools;
    Result<CommandOutput> restart = CommandOutput{};
    bool thereAtRestart = false;
    LinuxRestart calls{tools, home.path()};
    Restarter restarter{calls, {home.filePath(id("reconnect2026")), id("checks")}};
};

} // namespace

TEST_CASE("linux restart: word for the wizard is there before the computer goes, and stays")
{
    Computer computer;
    CHECK(computer.restarter.rightsFor(RestartComputer{}) == Rights::Person);
    REQUIRE(computer.carryOut());
    CHECK(computer.thereAtRestart);
    REQUIRE(computer.isThere());
    QFile entry(resumeEntryPath(computer.home.path()));
    REQUIRE(entry.open(QIODevice::ReadOnly));
    CHECK(entry.readAll() == "[Desktop Entry]\nType=Application\nName=Reconnect 2026\nExec=\"" +
                                 computer.home.filePath(id("reconnect2026")).toUtf8() +
                                 "\" \"--resume\" \"checks\"\n");
    removeResumeEntry(computer.home.path());
    CHECK_FALSE(computer.isThere());
    removeResumeEntry(computer.home.path());
}

TEST_CASE("linux restart: where it is refused, nothing is left behind")
{
    const std::pair<Result<CommandOutput>, ErrorCode> cases[]{
        {CommandOutput{1, {}, "Call to Reboot failed: Access denied"}, ErrorCode::NotPermitted},
        {CommandOutput{1, {}, "Operation inhibited by \"dpkg\" (PID 5)"}, ErrorCode::Busy},
        {CommandOutput{1, {}, "whatever"}, ErrorCode::Failed},
        {failure(ErrorCode::TimedOut), ErrorCode::TimedOut},
    };
    for (const auto& [answer, code] : cases) {
        Computer computer;
        computer.restart = answer;
        const auto said = computer.carryOut();
        REQUIRE_FALSE(said);
        CHECK(said.error().code == code);
        CHECK_FALSE(computer.isThere());
    }
}

TEST_CASE("linux restart: without systemd, elogind does it; without either the person does")
{
    for (const bool elogind : {true, false}) {
        Computer computer;
        computer.restart = failure(ErrorCode::NotFound);
        if (elogind)
            computer.tools.answer("loginctl reboot", 0);
        const auto said = computer.carryOut();
        CHECK(said.has_value() == elogind);
        CHECK(computer.isThere() == elogind);
        if (!said)
            CHECK(said.error().code == ErrorCode::Unsupported);
    }
}

TEST_CASE("linux restart: a folder that can't be written stops it before it begins")
{
    Computer computer;
    QFile inTheWay(computer.home.filePath(id("autostart")));
    REQUIRE(inTheWay.open(QIODevice::WriteOnly));
    const auto said = computer.carryOut();
    REQUIRE_FALSE(said);
    CHECK(said.error().code == ErrorCode::NotPermitted);
    CHECK(computer.tools.lines.isEmpty());
}

TEST_CASE("linux restart: without a wizard beside it, it restarts and leaves no word")
{
    Computer computer;
    QFile::remove(computer.home.filePath(id("reconnect2026")));
    REQUIRE(computer.carryOut());
    CHECK_FALSE(computer.thereAtRestart);
}

TEST_CASE("linux restart: odd characters in the program's path are quoted as launchers read them")
{
    CHECK(desktopExec(id("/opt/a b/50%/x"), {}) == id("\"/opt/a b/50%%/x\""));
    CHECK(desktopExec(id("/a$b`c\"d\\e"), {}) == id(R"("/a\\$b\\`c\\"d\\\\e")"));
}
