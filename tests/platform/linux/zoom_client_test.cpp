#include "platform/command_runner.h"
#include "platform/linux/zoom/linux_zoom_client.h"
#include "platform/linux/zoom/package_answers.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <optional>

using namespace reconnect;
using namespace reconnect::linux_os;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

// Answers by the name of the program and its last but one argument.
class ScriptedRunner : public CommandRunner {
public:
    QHash<QString, Result<CommandOutput>> answers;
    QStringList ran;

    void run(const Command& command, QObject* context, Done done) override
    {
        const QString key = command.program.section(QLatin1Char('/'), -1) + QLatin1Char(' ') +
                            command.arguments.value(command.arguments.size() - 2);
        ran.append(key);
        const auto answer = answers.value(key, failure(ErrorCode::NotFound));
        QTimer::singleShot(0, context, [answer, done = std::move(done)] { done(answer); });
    }
};

CommandOutput output(const char* out, int exitCode = 0)
{
    return {exitCode, out, {}};
}

class Computer {
public:
    QTemporaryDir root;
    QTemporaryDir home;

    void write(const char* path, const QByteArray& content, bool executable = false) const
    {
        writeTo(root.path() + text(path), content, executable);
    }
    void writeHome(const QByteArray& path, const QByteArray& content) const
    {
        writeTo(home.path() + QString::fromLatin1(path), content, false);
    }
    ZoomClientState inspect(CommandRunner& runner) const
    {
        LinuxZoomClient client(runner, {root.path(), home.path()});
        QObject context;
        std::optional<Result<ZoomClientState>> state;
        client.inspect(&context, [&](const auto& result) { state = result; });
        CHECK_FALSE(state); // never from within the call
        REQUIRE(waitFor([&] { return state.has_value(); }));
        REQUIRE(state->has_value());
        return state->value();
    }

private:
    static void writeTo(const QString& path, const QByteArray& content, bool executable)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
        if (executable)
            file.setPermissions(file.permissions() | QFileDevice::ExeOwner | QFileDevice::ExeUser);
    }
};

const char* const verifyDeb = "dpkg --verify";
const char* const queryDeb = "dpkg-query -f=${db:Status-Status} ${Version}";

} // namespace

TEST_CASE("zoom client: an empty computer has none, and asks no tool")
{
    const Computer computer;
    ScriptedRunner runner;
    const auto state = computer.inspect(runner);
    CHECK(state.installs.isEmpty());
    CHECK_FALSE(state.running);
    CHECK(state.connectivity.isEmpty());
    CHECK(runner.ran.isEmpty());
}

TEST_CASE("zoom client: a deb is found and its damaged files are named")
{
    const Computer computer;
    computer.write("/usr/bin/dpkg-query", "", true);
    computer.write("/usr/bin/dpkg", "", true);
    computer.write("/opt/zoom/zoom", "x"); // owned by the package: no archive
    ScriptedRunner runner;
    runner.answers[text(queryDeb)] = output("installed 6.7.5.6891");
    runner.answers[text(verifyDeb)] = output("??5??????   /opt/zoom/zoom\n"
                                             "missing     /opt/zoom/version.txt\n"
                                             "??5?????? c /etc/zoom.conf\n");
    const auto state = computer.inspect(runner);
    REQUIRE(state.installs.size() == 1);
    CHECK(state.installs[0].kind == text("deb"));
    CHECK(state.installs[0].version == text("6.7.5.6891"));
    CHECK(state.installs[0].integrityChecked);
    CHECK(state.installs[0].damagedFiles ==
          QStringList{text("/opt/zoom/zoom"), text("/opt/zoom/version.txt")});
}

TEST_CASE("zoom client: files whose check takes too long are unchecked, not whole")
{
    const Computer computer;
    computer.write("/usr/bin/dpkg-query", "", true);
    computer.write("/usr/bin/dpkg", "", true);
    ScriptedRunner runner;
    runner.answers[text(queryDeb)] = output("installed 6.7.5");
    runner.answers[text(verifyDeb)] = failure(ErrorCode::TimedOut);
    CHECK_FALSE(computer.inspect(runner).installs.value(0).integrityChecked);
    runner.answers[text(verifyDeb)] = output("", 1);
    CHECK_FALSE(computer.inspect(runner).installs.value(0).integrityChecked);
}

TEST_CASE("zoom client: a removed deb is none")
{
    const Computer computer;
    computer.write("/usr/bin/dpkg-query", "", true);
    ScriptedRunner runner;
    runner.answers[text(queryDeb)] = output("config-files 6.7.5");
    CHECK(computer.inspect(runner).installs.isEmpty());
}

TEST_CASE("zoom client: an rpm is found, checked, and other rights are no damage")
{
    const Computer computer;
    computer.write("/usr/bin/rpm", "", true);
    ScriptedRunner runner;
    runner.answers[text("rpm %{VERSION}")] = output("6.7.5.6891");
    runner.answers[text("rpm -V")] = output(".M...UGT.    /opt/zoom/zoom\n"
                                            "S.5....T.    /opt/zoom/ZoomLauncher\n"
                                            "missing   d /opt/zoom/doc (Permission denied)\n"
                                            "nonsense\n",
                                            1);
    const auto state = computer.inspect(runner);
    REQUIRE(state.installs.size() == 1);
    CHECK(state.installs[0].kind == text("rpm"));
    CHECK(state.installs[0].damagedFiles ==
          QStringList{text("/opt/zoom/ZoomLauncher"), text("/opt/zoom/doc")});
    runner.answers[text("rpm %{VERSION}")] = output("package zoom is not installed", 1);
    CHECK(computer.inspect(runner).installs.isEmpty());
}

TEST_CASE("zoom client: flatpak, snap and pacman are found by their folders, names kept private")
{
    const Computer computer;
    const QByteArray app = "/.local/share/flatpak/app/us.zoom.Zoom/current/active";
    computer.writeHome(app + "/metadata", "[Application]");
    computer.writeHome(app + "/files/share/metainfo/us.zoom.Zoom.metainfo.xml",
                       "<component><releases><release version=\"6.6.11.5\"/>"
                       "<release version=\"5.0\"/></releases></component>");
    computer.write("/snap/zoom-client/current/meta/snap.yaml",
                   "name: zoom-client\nversion: '6.6.0.4410'\n");
    computer.write("/var/lib/pacman/local/zoom-6.5.3-1/desc", "");
    ScriptedRunner runner;
    const auto installs = computer.inspect(runner).installs;
    REQUIRE(installs.size() == 3);
    CHECK(installs[0].kind == text("flatpak"));
    CHECK(installs[0].version == text("6.6.11.5"));
    CHECK(installs[0].path == text("~/.local/share/flatpak/app/us.zoom.Zoom"));
    CHECK(installs[1].kind == text("snap"));
    CHECK(installs[1].version == text("6.6.0.4410"));
    CHECK(installs[2].kind == text("pacman"));
    CHECK(installs[2].version == text("6.5.3"));
}

TEST_CASE("zoom client: what nobody's package is in /opt/zoom is an unpacked archive")
{
    const Computer computer;
    computer.write("/opt/zoom/zoom", "x");
    computer.write("/opt/zoom/version.txt", "zoom 6.4.1.587\n");
    ScriptedRunner runner;
    const auto installs = computer.inspect(runner).installs;
    REQUIRE(installs.size() == 1);
    CHECK(installs[0].kind == text("archive"));
    CHECK(installs[0].version == text("6.4.1.587"));
}

TEST_CASE("zoom client: it runs when a process of that very name does")
{
    const Computer computer;
    computer.write("/proc/77/comm", "zoomer\n");
    computer.write("/proc/self/comm", "zoom\n");
    ScriptedRunner runner;
    CHECK_FALSE(computer.inspect(runner).running);
    computer.write("/proc/78/comm", "zoom\n");
    CHECK(computer.inspect(runner).running);
}

TEST_CASE("zoom client: NetworkManager's state, or nothing where it doesn't run")
{
    const Computer computer;
    computer.write("/usr/bin/nmcli", "", true);
    ScriptedRunner runner;
    const auto state = [&](const char* out, int exitCode = 0) {
        runner.answers[text("nmcli STATE")] = output(out, exitCode);
        return computer.inspect(runner).connectivity;
    };
    CHECK(state("connected\n") == text("connected"));
    CHECK(state("connected (site only)\n") == text("connected"));
    CHECK(state("disconnected\n") == text("disconnected"));
    CHECK(state("asleep\n") == text("disconnected"));
    CHECK(state("unknown\n").isEmpty());
    CHECK(state("disconnected\n", 8).isEmpty());
}

TEST_CASE("zoom client: hostile answers of tools give nothing or little")
{
    CHECK(versionFromText("no number").isEmpty());
    CHECK(versionFromText(QByteArray(5000, '1') + ".2").isEmpty());
    CHECK(versionFromText("1." + QByteArray(4000, '1')).size() == 40);
    CHECK(versionFromMetainfo("<<<not xml").isEmpty());
    CHECK(versionFromSnapYaml("name: x\n").isEmpty());
    QByteArray many;
    for (int i = 0; i < 500; ++i)
        many += "missing     /opt/zoom/" + QByteArray::number(i) + '\n';
    CHECK(damagedFrom(many).size() == 100);
}

TEST_CASE("zoom client: a deb that was really installed, then damaged")
{
    if (!QFile::exists(text("/usr/bin/dpkg-deb"))) {
        WARN("skipped: no dpkg-deb here");
        return;
    }
    const Computer computer;
    const QTemporaryDir build;
    const auto run = [&](const char* program, const QStringList& arguments) {
        QProcess process;
        process.start(text(program), arguments);
        process.waitForFinished(20000);
        INFO(process.readAllStandardError().toStdString());
        REQUIRE(process.exitCode() == 0);
    };
    const QString tree = build.path() + text("/zoom");
    const auto put = [&](const char* path, const QByteArray& content) {
        QDir().mkpath(QFileInfo(tree + text(path)).path());
        QFile file(tree + text(path));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    };
    put("/opt/zoom/zoom", "hi\n");
    put("/DEBIAN/control", "Package: zoom\nVersion: 6.7.5.6891\nArchitecture: all\n"
                           "Maintainer: Nobody <nobody@example.com>\nDescription: test\n");
    put("/DEBIAN/md5sums", "764efa883dda1e11db47671c4a3bbd9e  opt/zoom/zoom\n");
    run("dpkg-deb", {text("-b"), tree, build.path() + text("/zoom.deb")});
    for (const char* folder : {"info", "updates", "triggers"})
        QDir().mkpath(computer.root.path() + text("/var/lib/dpkg/") + text(folder));
    computer.write("/var/lib/dpkg/status", "");
    computer.write("/var/lib/dpkg/available", "");
    run("dpkg", {text("--root=") + computer.root.path(), text("--force-script-chrootless"),
                 text("--force-not-root"), text("--force-bad-path"), text("-i"),
                 build.path() + text("/zoom.deb")});
    QDir().mkpath(computer.root.path() + text("/usr/bin"));
    for (const char* tool : {"/usr/bin/dpkg", "/usr/bin/dpkg-query"})
        QFile::link(text(tool), computer.root.path() + text(tool));

    ProcessRunner runner;
    auto install = computer.inspect(runner).installs.value(0);
    CHECK(install.kind == text("deb"));
    CHECK(install.version == text("6.7.5.6891"));
    CHECK(install.integrityChecked);
    CHECK(install.damagedFiles.isEmpty());
    computer.write("/opt/zoom/zoom", "damaged");
    install = computer.inspect(runner).installs.value(0);
    CHECK(install.damagedFiles == QStringList{text("/opt/zoom/zoom")});
    QFile::remove(computer.root.path() + text("/opt/zoom/zoom"));
    install = computer.inspect(runner).installs.value(0);
    CHECK(install.damagedFiles == QStringList{text("/opt/zoom/zoom")});
}
