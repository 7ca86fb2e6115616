#include "platform/macos/firewall/allow_incoming.h"
#include "platform/macos/firewall/pf_opening.h"
#include "platform/macos/zoom/mac_client_processes.h"
#include "platform/macos/zoom/reinstall_zoom.h"
#include "platform/posix/native/person_trash.h"
#include "platform/zoom/restart_zoom.h"
#include "tests/support/setting_contract.h"
#include "tests/support/simulated_mac.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <unistd.h>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

const QString appPath = QStringLiteral("/Applications/zoom.us.app");
const Change incoming =
    AllowZoom{QStringLiteral("macos-firewall"), {QHostAddress(QStringLiteral("203.0.113.5"))}};
const Change opening =
    AllowZoom{QStringLiteral("pf"), {QHostAddress(QStringLiteral("203.0.113.5"))}};

// A Mac with a Zoom, a person, and a package they have downloaded.
struct Mac : SimulatedMac {
    const QString home = disk() + QStringLiteral("/Users/a");
    const QString package = home + QStringLiteral("/zoomusInstallerFull.pkg");
    posix::PersonTrash trash{home, getuid()};
    MacClientProcesses processes{*this, {disk(), home}, {501, true}};

    Mac()
    {
        write(QStringLiteral("disk/Users/a/Documents/Zoom/recording.mp4"), "film");
        write(QStringLiteral("disk/Library/Preferences/us.zoom.config.plist"), "policy");
        offers("6.7.5.6891");
        install("6.6.0.1");
    }
    void offers(const char* version, const char* team = "BJ4HAAB9B3") const
    {
        const QByteArray id = "us.zoom.pkg.videomeeting";
        write(QStringLiteral("disk/Users/a/zoomusInstallerFull.pkg"),
              "{\"team\": \"" + QByteArray(team) + "\", \"id\": \"" + id + "\", \"version\": \"" +
                  version + "\"}");
    }
    void install(const char* version)
    {
        const QString old = folder.path() + QStringLiteral("/old.pkg");
        write(QStringLiteral("old.pkg"),
              "{\"team\": \"BJ4HAAB9B3\", \"version\": \"" + QByteArray(version) + "\"}");
        Command command;
        command.program = QStringLiteral("/usr/sbin/installer");
        command.arguments = QStringList{QStringLiteral("-pkg"), old, QStringLiteral("-target"),
                                        QStringLiteral("/")};
        REQUIRE(run(command));
    }
    QString version() { return versionFrom(run(askVersion(app()))); }
    Result<QString> reinstall()
    {
        const auto copy = [](const QString& from, const QString& to, qint64) -> Result<void> {
            return QFile::copy(from, to) ? Result<void>() : failure(ErrorCode::NotFound, from);
        };
        ReinstallPackage deed({*this,
                               processes,
                               trash,
                               {disk(), home},
                               501,
                               folder.path() + QStringLiteral("/store"),
                               folder.path() + QStringLiteral("/removed"),
                               copy,
                               EndPatience{300, 2000}});
        return deed.carryOut(ReinstallZoom{QStringLiteral("pkg"), package}, {});
    }
    // What tools keep, and nothing of what was asked.
    Snapshot snapshotOf(const char* tool)
    {
        return [this, tool] { return QJsonDocument(state(tool)).toJson(); };
    }
};

} // namespace

TEST_CASE("simulated Mac: allowing what comes in, in the words of two versions", "[macos]")
{
    Mac mac;
    firewall::AllowIncomingSetting setting(mac, [] { return appPath; });
    SECTION("macOS 12, blocked")
    {
        mac.set("socketfilterfw", R"({"state": 1, "version": 12, "managed": false,
                "apps": [["/usr/sbin/cupsd", true], ["/Applications/zoom.us.app", false]]})");
        checkSettingContract(setting, incoming, mac.snapshotOf("socketfilterfw"));
    }
    SECTION("macOS 15, missing, and all that comes in is blocked")
    {
        mac.set("socketfilterfw", R"({"state": 2, "version": 15, "managed": false,
                "apps": [["/usr/libexec/sshd-session", false]]})");
        checkSettingContract(setting, incoming, mac.snapshotOf("socketfilterfw"));
    }
    SECTION("managed")
    {
        mac.set("socketfilterfw", R"({"state": 1, "version": 15, "managed": true, "apps": []})");
        CHECK(setting.read(incoming, QStringLiteral("x")).error().code == ErrorCode::Unsupported);
    }
}

TEST_CASE("simulated Mac: an opening in pf", "[macos]")
{
    Mac mac;
    mac.set("pfctl", R"({"on": true, "root": true, "anchors": {"": ["anchor \"com.apple/*\" all",
            "block drop out all"], "com.apple": [], "com.apple/250.ApplicationFirewall": []}})");
    firewall::PfOpening setting(mac, 501);
    checkSettingContract(setting, opening, mac.snapshotOf("pfctl"));
    mac.set("pfctl", R"({"on": true, "root": false, "anchors": {"": []}})");
    CHECK(setting.read(opening, QStringLiteral("x")).error().code == ErrorCode::NotPermitted);
}

TEST_CASE("simulated Mac: tools that are gone, hang, or are cut off change nothing", "[macos]")
{
    Mac mac;
    const QByteArray apps = R"({"state": 1, "version": 15, "managed": false,
            "apps": [["/usr/sbin/cupsd", true], ["/Applications/zoom.us.app", false]]})";
    const QByteArray rules = R"({"on": true, "root": true, "anchors": {"":
            ["anchor \"com.apple/*\" all", "block drop out all"], "com.apple": []}})";
    mac.set("socketfilterfw", apps);
    mac.set("pfctl", rules);
    firewall::AllowIncomingSetting allow(mac, [] { return appPath; });
    firewall::PfOpening pf(mac, 501);
    const auto bothFail = [&](ErrorCode code) {
        const auto one = allow.read(incoming, QStringLiteral("x"));
        REQUIRE_FALSE(one);
        CHECK(one.error().code == code);
        const auto other = pf.read(opening, QStringLiteral("x"));
        REQUIRE_FALSE(other);
        CHECK(other.error().code == code);
    };
    SECTION("gone")
    {
        mac.missing = QStringList{QStringLiteral("socketfilterfw"), QStringLiteral("pfctl")};
        bothFail(ErrorCode::NotFound);
    }
    SECTION("hang")
    {
        mac.mostMs = 300;
        mac.set("faults", R"({"socketfilterfw": {"hang": true}, "pfctl": {"hang": true}})");
        QElapsedTimer clock;
        clock.start();
        bothFail(ErrorCode::TimedOut);
        CHECK(clock.elapsed() < 5000);
    }
    SECTION("cut off: the list is never taken for a shorter one")
    {
        for (int at : {0, 10, 25, 60, 100}) {
            mac.set("faults", "{\"socketfilterfw\": {\"cut\": " + QByteArray::number(at) + "}}");
            const auto read = allow.read(incoming, QStringLiteral("x"));
            REQUIRE_FALSE(read);
            CHECK(read.error().code == ErrorCode::Malformed);
        }
    }
    SECTION("words that nobody knows")
    {
        mac.set("faults", R"({"socketfilterfw": {"out": "allez\n"},
                              "pfctl": {"out": "- what -\n"}})");
        bothFail(ErrorCode::Malformed);
    }
    CHECK(mac.state("socketfilterfw") == QJsonDocument::fromJson(apps).object());
    CHECK(mac.state("pfctl") == QJsonDocument::fromJson(rules).object());
}

TEST_CASE("simulated Mac: Zoom is ended, replaced, and started", "[macos]")
{
    Mac mac;
    mac.set("launchctl", R"({"services": ["system/us.zoom.ZoomDaemon", "system/other"]})");
    const QByteArray main = mac.app().toUtf8() + "/Contents/MacOS/zoom.us";
    mac.set("ps", "{\"processes\": [{\"pid\": 512, \"uid\": 501, \"program\": \"" + main +
                      "\", \"stubborn\": true}, {\"pid\": 513, \"uid\": 502, \"program\": \"" +
                      main + "\"}]}");
    CHECK(mac.version() == QStringLiteral("6.6.0.1"));
    const auto done = mac.reinstall();
    INFO((done ? "" : done.error().detail.toStdString()));
    REQUIRE(done);
    CHECK(*done == QStringLiteral("Zoom 6.7.5.6891 took the place of Zoom 6.6.0.1."));
    CHECK(mac.version() == QStringLiteral("6.7.5.6891"));
    // Another person's Zoom is not ours to end.
    CHECK(mac.state("ps")[QStringLiteral("processes")].toArray().size() == 1);
    CHECK(mac.state("launchctl")[QStringLiteral("services")].toArray() ==
          QJsonArray{QStringLiteral("system/other")});
    CHECK(QFileInfo::exists(mac.home + QStringLiteral("/.Trash/zoom.us.app/Contents/Info.plist")));
    CHECK(QFileInfo::exists(mac.home + QStringLiteral("/Documents/Zoom/recording.mp4")));
    CHECK(QFileInfo::exists(mac.disk() +
                            QStringLiteral("/Library/Preferences/us.zoom.config.plist")));
    ZoomRestarter restarter(
        mac.processes,
        [&mac](const QString& ranAs) {
            return startCommand(ranAs, {mac.disk(), mac.home});
        },
        false, EndPatience{300, 2000});
    const Change restart = RestartZoom{};
    REQUIRE(restarter.carryOut(restart, {}));
    CHECK(mac.processes.running().size() == 1);
    mac.set("osascript", R"({"answer": "forbidden"})");
    REQUIRE(restarter.carryOut(restart, {})); // by a signal then
    CHECK(mac.processes.running().size() == 1);
}

TEST_CASE("simulated Mac: what is not Zoom's, or breaks off, leaves the old Zoom", "[macos]")
{
    Mac mac;
    SECTION("another team")
    {
        mac.offers("6.7.5.6891", "ABCDE12345");
    }
    SECTION("an older one")
    {
        mac.offers("6.0.0.1");
    }
    SECTION("the installer breaks off")
    {
        mac.set("installer", R"({"broken": true})");
    }
    SECTION("the installer does nothing")
    {
        mac.set("faults", R"({"installer": {"exit": 0, "out": "The upgrade was successful.\n"}})");
    }
    SECTION("the check of the signature is cut off")
    {
        mac.set("faults", R"({"pkgutil": {"cut": 600}})");
    }
    SECTION("no pkgutil")
    {
        mac.missing = QStringList{QStringLiteral("pkgutil")};
    }
    CHECK_FALSE(mac.reinstall());
    mac.set("faults", "{}");
    CHECK(mac.version() == QStringLiteral("6.6.0.1"));
    CHECK(QFileInfo::exists(mac.disk() +
                            QStringLiteral("/Library/LaunchDaemons/us.zoom.ZoomDaemon.plist")));
}
