// The client's stand-ins are real processes: copies of the system's own programs under another
// root.
#include "platform/linux/native/client_processes.h"
#include "platform/linux/zoom/start_command.h"
#include "platform/zoom/restart_zoom.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace reconnect;
using namespace reconnect::linux_os;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

struct Computer {
    Computer() { REQUIRE(QDir(root.path()).mkpath(text("opt/zoom"))); }
    ~Computer()
    {
        for (const ClientProcess& process : processes.running())
            processes.end(process, true);
    }

    QString path(const char* name) const { return root.filePath(text("opt/zoom/") + text(name)); }
    void install(const char* name, const char* from) const
    {
        REQUIRE(QFile::copy(QFileInfo(text(from)).canonicalFilePath(), path(name)));
    }
    // Says when it was started.
    void installLauncher() const
    {
        QFile file(path("ZoomLauncher"));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n: >\"" + path("started").toUtf8() + "\"\n");
        REQUIRE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    bool started() const
    {
        return waitFor([this] { return QFile::exists(path("started")); }, 3000);
    }
    Result<QString> restart(bool isAdministrator = false)
    {
        ZoomRestarter deed(processes,
                           [this](const QString& ranAs) { return startCommand(ranAs, places()); },
                           isAdministrator, {400, 2000});
        return deed.carryOut(RestartZoom{}, [this](const QString& words, int) { said += words; });
    }
    ZoomPlaces places() const { return {root.path(), root.filePath(text("home"))}; }

    QTemporaryDir root;
    NativeClientProcesses processes{root.path()};
    QString said;
};

struct Running : QProcess {
    Running(const QString& program, const QStringList& arguments)
    {
        start(program, arguments);
        REQUIRE(waitForStarted());
    }
    ~Running() override
    {
        kill();
        waitForFinished();
    }
    bool ends()
    {
        return waitFor([this] { return state() == NotRunning; }, 3000);
    }
};

} // namespace

TEST_CASE("restart zoom: the client is ended and started again")
{
    Computer computer;
    computer.install("zoom", "/bin/sleep");
    computer.installLauncher();
    Running client(computer.path("zoom"), {text("60")});
    Running other(text("/bin/sleep"), {text("60")}); // of the same name, but not the client
    REQUIRE(computer.processes.running().size() == 1);
    REQUIRE(computer.restart());
    CHECK(client.ends());
    CHECK(client.exitStatus() == QProcess::CrashExit); // by the signal
    CHECK(other.state() == QProcess::Running);
    CHECK(computer.started());
    CHECK(computer.said == text("Ending Zoom.Starting Zoom."));
}

TEST_CASE("restart zoom: a client that will not end is ended firmly")
{
    Computer computer;
    computer.install("zoom", "/bin/sh");
    computer.installLauncher();
    Running client(computer.path("zoom"),
                   {text("-c"), text("trap '' TERM; echo ready; while :; do sleep 1; done")});
    REQUIRE(waitFor([&] { return client.bytesAvailable() > 0; }));
    REQUIRE(computer.restart());
    CHECK(client.ends());
    CHECK(computer.started());
}

TEST_CASE("restart zoom: a client that does not run is just started")
{
    Computer computer;
    computer.install("zoom", "/bin/sleep");
    computer.installLauncher();
    REQUIRE(computer.restart());
    CHECK(computer.started());
    CHECK(computer.said == text("Starting Zoom."));
}

TEST_CASE("restart zoom: what can't be started again is not ended")
{
    Computer computer;
    computer.install("zoom", "/bin/sleep");
    Running client(computer.path("zoom"), {text("60")});
    SECTION("no program is left of it")
    {
        REQUIRE(QFile::remove(computer.path("zoom")));
        const auto done = computer.restart();
        REQUIRE_FALSE(done);
        CHECK(done.error().code == ErrorCode::NotFound);
    }
    SECTION("an administrator would start it")
    {
        const auto done = computer.restart(true);
        REQUIRE_FALSE(done);
        CHECK(done.error().code == ErrorCode::Unsupported);
    }
    CHECK(client.state() == QProcess::Running);
}

TEST_CASE("restart zoom: the client is started in the way in which it is installed")
{
    const Computer computer;
    CHECK(startCommand({}, computer.places()).isEmpty());
    CHECK(startCommand(text("/app/extra/zoom/zoom"), computer.places()).value(1) == text("run"));
    CHECK(startCommand(text("/snap/zoom-client/7/zoom/zoom"), computer.places()).last() ==
          text("zoom-client"));
    computer.install("zoom", "/bin/sleep");
    CHECK(startCommand({}, computer.places()) == QStringList{computer.path("zoom")});
}
