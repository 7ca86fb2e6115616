#include "platform/macos/zoom/code_signature.h"
#include "platform/macos/zoom/data_places.h"
#include "platform/macos/zoom/mac_client_processes.h"
#include "platform/macos/zoom/mac_zoom_client.h"
#include "platform/macos/zoom/process_list.h"
#include "platform/zoom/restart_zoom.h"
#include "tests/fakes/scripted_tools.h"
#include "tests/support/transcripts.h"
#include "tests/support/wait.h"

#include <QDir>
#include <QTemporaryDir>

#include <optional>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

struct Mac {
    QTemporaryDir disk;
    TranscriptTools tools;

    QString root() const { return disk.path(); }
    QString home() const { return root() + QStringLiteral("/Users/a"); }
    QString app() const { return root() + QStringLiteral("/Applications/zoom.us.app"); }
    void write(const QString& path) const
    {
        REQUIRE(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
    }
    void has(const char* transcript) { tools.add(transcript, {{QStringLiteral("app"), app()}}); }
    // With an app that is whole, and does not run.
    void hasZoom()
    {
        write(app() + QStringLiteral("/Contents/MacOS/zoom.us"));
        for (const char* file : {"macos/plutil/zoom", "macos/codesign/good", "macos/ps/none"})
            has(file);
    }
    ZoomClientState inspect()
    {
        MacZoomClient client(tools, {root(), home()}, 501);
        QObject context;
        std::optional<Result<ZoomClientState>> told;
        client.inspect(&context, [&told](const auto& state) { told = state; });
        CHECK_FALSE(told); // never from within the call
        REQUIRE(waitFor([&told] { return told.has_value(); }));
        REQUIRE(told->has_value());
        return **told;
    }
    ZoomInstall install()
    {
        const auto state = inspect();
        REQUIRE(state.installs.size() == 1);
        return state.installs.first();
    }
    void codesign(const Result<CommandOutput>& answer)
    {
        const Command asked = askSignature(app(), 1);
        tools.answer((QStringList{asked.program} + asked.arguments).join(QLatin1Char(' ')), answer);
    }
};

} // namespace

TEST_CASE("Zoom on macOS: none", "[macos]")
{
    Mac mac;
    const auto state = mac.inspect();
    CHECK(state.installs.isEmpty());
    CHECK_FALSE(state.running);
    CHECK(state.kindHere == QStringLiteral("pkg"));
    CHECK(mac.tools.lines.isEmpty());
}

TEST_CASE("Zoom on macOS: whole, with its version, and whether it runs", "[macos]")
{
    Mac mac;
    mac.hasZoom();
    CHECK_FALSE(mac.inspect().running);
    mac.has("macos/ps/zoom-runs");
    const auto state = mac.inspect();
    REQUIRE(state.installs.size() == 1);
    CHECK(state.installs[0].kind == QStringLiteral("pkg"));
    CHECK(state.installs[0].version == QStringLiteral("6.7.5.6891"));
    CHECK(state.installs[0].path == QStringLiteral("/Applications/zoom.us.app"));
    CHECK(state.installs[0].integrityChecked);
    CHECK(state.installs[0].damagedFiles.isEmpty());
    CHECK(state.running);
    CHECK(state.policy.isEmpty());
}

TEST_CASE("Zoom on macOS: the person's own app, and an organization's policy", "[macos]")
{
    Mac mac;
    mac.hasZoom();
    const QString own = mac.home() + QStringLiteral("/Applications/zoom.us.app");
    mac.write(own + QStringLiteral("/Contents/MacOS/zoom.us"));
    for (const char* file : {"macos/plutil/zoom", "macos/codesign/modified"})
        mac.tools.add(file, {{QStringLiteral("app"), own}});
    mac.write(mac.root() + QStringLiteral("/Library/Preferences/us.zoom.config.plist"));
    const auto state = mac.inspect();
    REQUIRE(state.installs.size() == 2);
    CHECK(state.installs[1].path == QStringLiteral("~/Applications/zoom.us.app"));
    // No report tells where the person's folder is.
    REQUIRE(state.installs[1].damagedFiles.size() == 2);
    CHECK(state.installs[1].damagedFiles[0] ==
          QStringLiteral("~/Applications/zoom.us.app/Contents/Frameworks/nydus.framework/nydus"));
    CHECK(state.policy == QStringLiteral("/Library/Preferences/us.zoom.config.plist"));
}

TEST_CASE("Zoom on macOS: damaged, signed by another, not decided", "[macos]")
{
    Mac mac;
    mac.hasZoom();
    SECTION("not signed")
    {
        mac.has("macos/codesign/unsigned");
        const auto install = mac.install();
        CHECK(install.integrityChecked);
        CHECK(install.damagedFiles == QStringList{QStringLiteral("/Applications/zoom.us.app")});
    }
    SECTION("by another")
    {
        mac.has("macos/codesign/other-signer");
        CHECK(mac.install().damagedFiles ==
              QStringList{QStringLiteral("/Applications/zoom.us.app")});
    }
    SECTION("a file is missing, and another was added")
    {
        mac.has("macos/codesign/added-and-missing");
        CHECK(
            mac.install().damagedFiles ==
            QStringList{QStringLiteral("/Applications/zoom.us.app/Contents/Resources/louds/one")});
    }
    SECTION("a part, and no file is named")
    {
        mac.has("macos/codesign/part");
        CHECK(mac.install().damagedFiles ==
              QStringList{
                  QStringLiteral("/Applications/zoom.us.app/Contents/Frameworks/nydus.framework")});
    }
    SECTION("the program itself")
    {
        mac.has("macos/codesign/main-program");
        CHECK(mac.install().damagedFiles ==
              QStringList{QStringLiteral("/Applications/zoom.us.app")});
    }
    SECTION("only added to")
    {
        mac.has("macos/codesign/added");
        const auto install = mac.install();
        CHECK(install.integrityChecked);
        CHECK(install.damagedFiles.isEmpty());
    }
    SECTION("its program is gone")
    {
        REQUIRE(QFile::remove(mac.app() + QStringLiteral("/Contents/MacOS/zoom.us")));
        CHECK(mac.install().damagedFiles.size() == 1);
        CHECK(mac.tools.lines.filter(QStringLiteral("codesign")).isEmpty());
    }
    SECTION("not decided")
    {
        SECTION("in time")
        {
            mac.codesign(failure(ErrorCode::TimedOut));
        }
        SECTION("no such tool")
        {
            mac.codesign(failure(ErrorCode::NotFound));
        }
        SECTION("not allowed")
        {
            mac.has("macos/codesign/not-readable");
        }
        SECTION("a certificate that was withdrawn")
        {
            mac.has("macos/codesign/revoked");
        }
        SECTION("what the Finder left is in the way")
        {
            mac.has("macos/codesign/detritus");
        }
        SECTION("a file beside its contents is in the way")
        {
            mac.has("macos/codesign/root");
        }
        SECTION("which file is not said")
        {
            mac.has("macos/codesign/sealed-unsaid");
        }
        SECTION("bad usage")
        {
            mac.codesign(CommandOutput{2, {}, "Usage: codesign"});
        }
        SECTION("no word")
        {
            mac.codesign(CommandOutput{1, {}, {}});
        }
        const auto install = mac.install();
        CHECK_FALSE(install.integrityChecked);
        CHECK(install.damagedFiles.isEmpty());
    }
}

TEST_CASE("Zoom on macOS: a version that can't be told is empty", "[macos]")
{
    const auto version = [](const QByteArray& xml) {
        return versionFrom(CommandOutput{0, xml, {}});
    };
    const QByteArray start = "<plist><dict><key>CFBundleIdentifier</key><string>";
    CHECK(version(start + "us.zoom.xos</string><key>CFBundleShortVersionString</key>"
                          "<string>5.9.6 (4993)</string></dict></plist>") ==
          QStringLiteral("5.9.6.4993"));
    CHECK(version(start + "com.example</string><key>CFBundleVersion</key>"
                          "<string>5.9.6.4993</string></dict></plist>")
              .isEmpty());
    CHECK(version(start + "us.zoom.xos</string><key>CFBundleVersion</key>"
                          "<string>latest</string></dict></plist>")
              .isEmpty());
    const QByteArray whole = transcript("macos/plutil/zoom").output.out;
    for (qsizetype at = 0; at < whole.size() - 20; ++at)
        CHECK(version(whole.left(at)).isEmpty()); // cut off anywhere
    CHECK(versionFrom(failure(ErrorCode::TimedOut)).isEmpty());
    CHECK(versionFrom(CommandOutput{1, whole, {}}).isEmpty());
}

TEST_CASE("Zoom on macOS: its processes are told by the person and the program's place", "[macos]")
{
    const QString app = QStringLiteral("/Applications/zoom.us.app");
    const QByteArray listing =
        transcript("macos/ps/zoom-runs", {{QStringLiteral("app"), app}}).output.out;
    const auto found = processesFrom(listing, 501, {app});
    REQUIRE(found.size() == 2);
    CHECK(found[0].pid == 512);
    CHECK(found[1].program.endsWith(QStringLiteral("/CptHost")));
    CHECK(processesFrom("x y /Applications/zoom.us.app/Contents\n", 501, {app}).isEmpty());
}

TEST_CASE("Zoom on macOS: asked to quit as its menu does, then by signals", "[macos]")
{
    ScriptedTools tools;
    const QString program = QStringLiteral("/Applications/zoom.us.app/Contents/MacOS/zoom.us");
    const QByteArray line = "  512   501 " + program.toLatin1() + '\n';
    tools.answer("/bin/ps", 0, line.constData());
    tools.answer("/bin/kill", 0);
    tools.answer("/usr/bin/osascript", 0);
    MacClientProcesses here(tools, {{}, QStringLiteral("/Users/a")}, {501, true});
    const auto ran = [&tools](const char* start) {
        return tools.lines.filter(QString::fromLatin1(start)).size();
    };
    SECTION("quits")
    {
        here.end({512, program}, false);
        CHECK(ran("/usr/bin/osascript") == 1);
        CHECK(ran("/bin/kill") == 0);
    }
    SECTION("the person has forbidden to speak to it: -1743")
    {
        tools.answer("/usr/bin/osascript", 1, "", "execution error: Not authorized (-1743)\n");
        here.end({512, program}, false);
        CHECK(ran("/bin/kill -TERM 512") == 1);
    }
    SECTION("another program of its")
    {
        const QString other = QStringLiteral("/Applications/zoom.us.app/Contents/x/CptHost");
        const QByteArray others = " 7 501 " + other.toLatin1() + '\n';
        tools.answer("/bin/ps", 0, others.constData());
        here.end({7, other}, false);
        CHECK(ran("/usr/bin/osascript") == 0);
        CHECK(ran("/bin/kill -TERM 7") == 1);
    }
    SECTION("firmly")
    {
        here.end({512, program}, true);
        CHECK(ran("/bin/kill -KILL 512") == 1);
    }
    SECTION("an administrator does not speak to the person's app")
    {
        MacClientProcesses helper(tools, {{}, QStringLiteral("/Users/a")}, {501, false});
        helper.end({512, program}, false);
        CHECK(ran("/usr/bin/osascript") == 0);
        CHECK(ran("/bin/kill -TERM 512") == 1);
    }
    SECTION("its number is another's by now")
    {
        tools.answer("/bin/ps", 0, "  512   501 /usr/bin/vim\n");
        here.end({512, program}, true);
        CHECK(ran("/bin/kill") == 0);
    }
}

TEST_CASE("Zoom on macOS: restarted in the place it ran from", "[macos]")
{
    Mac mac;
    const QString own = mac.home() + QStringLiteral("/Applications/zoom.us.app");
    CHECK(startCommand({}, {mac.root(), mac.home()}).isEmpty());
    REQUIRE(QDir().mkpath(mac.app()));
    REQUIRE(QDir().mkpath(own));
    const auto started = [&](const QString& ranAs) {
        return startCommand(ranAs, {mac.root(), mac.home()}).value(1);
    };
    CHECK(started({}) == mac.app());
    CHECK(started(own + QStringLiteral("/Contents/MacOS/zoom.us")) == own);
    ScriptedTools tools;
    tools.answer("/bin/ps", 0, "");
    MacClientProcesses processes(tools, {mac.root(), mac.home()}, {501, true});
    ZoomRestarter restarter(
        processes,
        [&](const QString& ranAs) {
            return startCommand(ranAs, {mac.root(), mac.home()});
        },
        false);
    const Change restart = RestartZoom{};
    CHECK(restarter.carryOut(restart, {}).error().code == ErrorCode::NotFound); // no open(1)
    tools.answer("/usr/bin/open", 1, "", "LSOpenURLsWithRole() failed\n");
    CHECK_FALSE(restarter.carryOut(restart, {}));
    tools.answer("/usr/bin/open", 0);
    CHECK(restarter.carryOut(restart, {}));
    CHECK(tools.lines.last() == QStringLiteral("/usr/bin/open ") + mac.app());
}

TEST_CASE("Zoom on macOS: what it keeps, without recordings and policies", "[macos]")
{
    Mac mac;
    const QString preferences = mac.home() + QStringLiteral("/Library/Preferences/");
    for (const char* name :
         {"us.zoom.xos.plist", "us.zoom.airhost.plist", "us.zoom.config.plist", "com.apple.plist",
          "us.zoom.CptHost.plist.before-20261125-1", "us.zoom.notes.txt"})
        mac.write(preferences + QString::fromLatin1(name));
    QStringList names;
    for (const auto& place : zoomDataPlaces(mac.home())) {
        names.append(place.name);
        CHECK(place.path == mac.home() + QStringLiteral("/Library/") + place.name);
    }
    names.sort();
    CHECK(names == QStringList{QStringLiteral("Application Support/zoom.us"),
                               QStringLiteral("Caches/us.zoom.xos"),
                               QStringLiteral("HTTPStorages/us.zoom.xos"),
                               QStringLiteral("Logs/zoom.us"),
                               QStringLiteral("Preferences/us.zoom.CptHost.plist"),
                               QStringLiteral("Preferences/us.zoom.airhost.plist"),
                               QStringLiteral("Preferences/us.zoom.xos.plist")});
    CHECK(zoomDataPlaces({}).isEmpty());
}
