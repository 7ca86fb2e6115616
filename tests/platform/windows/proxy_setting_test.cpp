#include "platform/windows/anothers_setting.h"
#include "platform/windows/proxy/connection_proxy_setting.h"
#include "platform/windows/proxy/services_proxy_setting.h"
#include "tests/platform/windows/fake_internet_settings.h"
#include "tests/support/setting_contract.h"

using namespace reconnect;
using namespace reconnect::test;
using namespace reconnect::windows_os;
using windows_os::test::FakeInternetSettings;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

const QString entry = QStringLiteral("20260101T000000Z-1");

Change off(const char* place, bool script = false)
{
    return TurnOffProxy{text("wininet"), text(place), script};
}

ConnectionOptions full(quint32 flags)
{
    return {flags, text("http=a:1;https=127.0.0.1:9"), text("<local>;*.zoom.us;10.*"),
            text("http://pac.example/proxy.pac")};
}

// A computer with several connections, so that one that is touched by mistake shows.
struct Computer {
    FakeInternetSettings settings;

    Computer()
    {
        settings.set({}, full(15));
        settings.set(text("Work VPN (London) \"new\""), full(11));
        settings.set(text("other"), full(3));
        settings.ofServices = {true, text("a:1"), text("<local>")};
    }
    Snapshot snapshot()
    {
        return [this] { return settings.bytes(); };
    }
};

} // namespace

TEST_CASE("windows proxy setting: another person's is left alone, and says so")
{
    Computer computer;
    const QByteArray before = computer.settings.bytes();
    AnothersSetting setting(std::make_unique<ConnectionProxySetting>(computer.settings));
    const Change change = off("Windows proxy settings");
    CHECK(setting.serves(change));
    CHECK(setting.rightsFor(change) == Rights::Person);
    const auto read = setting.read(change, entry);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::Unsupported);
    CHECK_FALSE(read.error().detail.isEmpty());
    CHECK_FALSE(setting.goal(change, entry, {}));
    CHECK_FALSE(setting.put(change, entry, {}, {}));
    CHECK(computer.settings.bytes() == before);
}

TEST_CASE("windows proxy: server, script and detection go off and come back, each connection")
{
    for (const char* place : {"Windows proxy settings", "Work VPN (London) \"new\""}) {
        for (const quint32 flags : {15U, 14U, 10U, 11U}) {
            for (const bool script : {false, true}) {
                CAPTURE(place, flags, script);
                Computer computer;
                const QString name =
                    text(place) == text("Windows proxy settings") ? QString() : text(place);
                computer.settings.set(name, full(flags));
                ConnectionProxySetting setting(computer.settings);
                CHECK(setting.rightsFor(off(place, script)) == Rights::Person);
                checkSettingContract(setting, off(place, script), computer.snapshot());
                CHECK(computer.settings.told > 0);
            }
        }
    }
}

TEST_CASE("windows proxy: a script alone, and detection alone")
{
    for (const quint32 flags : {4U, 5U, 8U, 9U}) {
        Computer computer;
        computer.settings.set({}, full(flags));
        ConnectionProxySetting setting(computer.settings);
        checkSettingContract(setting, off("Windows proxy settings", true), computer.snapshot());
    }
}

TEST_CASE("windows proxy: only the flags that are meant go, and the direct way stays")
{
    CHECK(flagsWithout(15, false) == 13);
    CHECK(flagsWithout(15, true) == 3);
    CHECK(flagsWithout(2, false) == 1);
    CHECK(flagsWithout(8, true) == 1);
    CHECK(flagsWithout(8, false) == 8); // nothing to do
    CHECK(flagsWithout(0, true) == 0);
    CHECK(flagsWithout(16 + 2, false) == 16 + 1); // what later systems may add
}

TEST_CASE("windows proxy: what somebody else edits in between stays")
{
    for (int which = 0; which < 4; ++which) {
        CAPTURE(which);
        Computer computer;
        ConnectionProxySetting setting(computer.settings);
        checkSettingYields(setting, off("Windows proxy settings"), computer.snapshot(), [&] {
            ConnectionOptions& options = computer.settings.kept[QString()];
            if (which == 0)
                options.flags = 7;
            else if (which == 1)
                options.server = text("b:2");
            else
                (which == 2 ? options.bypass : options.script).clear();
        });
    }
}

TEST_CASE("windows proxy: another connection's edits are no conflict")
{
    Computer computer;
    ConnectionProxySetting setting(computer.settings);
    const Change change = off("Windows proxy settings");
    const State before = readOf(setting, change, entry);
    putOf(setting, change, entry, before, goalOf(setting, change, entry, before));
    computer.settings.set(text("other"), full(1));
    putOf(setting, change, entry, readOf(setting, change, entry), before);
    CHECK(computer.settings.kept[QString()] == full(15));
}

TEST_CASE("windows proxy: a connection that is gone is not found, one that stands is")
{
    Computer computer;
    ConnectionProxySetting setting(computer.settings);
    CHECK(setting.read(off("gone"), entry).error().code == ErrorCode::NotFound);
    computer.settings.standing = QStringList{text("gone")};
    CHECK(setting.read(off("gone"), entry));
    computer.settings.list = failure(ErrorCode::NotPermitted);
    CHECK(setting.read(off("other"), entry).error().code == ErrorCode::NotPermitted);
}

TEST_CASE("windows proxy: policy is never fought, and says so in words")
{
    const QByteArray initial = Computer().settings.bytes();
    const auto refuses = [&](const ProxyPolicies& policies, bool script) {
        Computer computer;
        computer.settings.laidDown = policies;
        ConnectionProxySetting setting(computer.settings);
        const Change change = off("Windows proxy settings", script);
        const auto goal = setting.goal(change, entry, readOf(setting, change, entry));
        CHECK(computer.settings.bytes() == initial);
        return !goal && goal.error().code == ErrorCode::Unsupported &&
               goal.error().detail.contains(text("organization"));
    };
    ProxyPolicies policies;
    CHECK_FALSE(refuses(policies, false));
    policies.forAllUsers = true;
    CHECK(refuses(policies, false));
    CHECK(refuses(policies, true));
    policies = {};
    policies.serverLocked = true;
    CHECK(refuses(policies, false));
    CHECK_FALSE(refuses(policies, true));
    policies = {};
    policies.scriptLocked = true;
    CHECK(refuses(policies, true));
    CHECK_FALSE(refuses(policies, false));
    policies = {};
    policies.server = full(0).server;
    CHECK(refuses(policies, false));
    CHECK_FALSE(refuses(policies, true));

    Computer computer;
    ConnectionProxySetting setting(computer.settings);
    const Change managed =
        TurnOffProxy{text("policy"), text("Windows proxy settings (managed)"), false};
    REQUIRE(setting.serves(managed));
    CHECK(setting.read(managed, entry).error().code == ErrorCode::Unsupported);
    computer.settings.laidDown = failure(ErrorCode::NotPermitted);
    const Change change = off("Windows proxy settings");
    CHECK(setting.goal(change, entry, readOf(setting, change, entry)).error().code ==
          ErrorCode::NotPermitted);
}

TEST_CASE("windows proxy: only flags are ever put, and what did not take is told")
{
    Computer computer;
    ConnectionProxySetting setting(computer.settings);
    const Change change = off("Windows proxy settings");
    const State before = readOf(setting, change, entry);
    State other = before;
    other.insert(text("server"), text("evil:1"));
    CHECK(setting.put(change, entry, before, other).error().code == ErrorCode::Malformed);
    other = before;
    other.insert(text("flags"), 64);
    CHECK(setting.put(change, entry, before, other).error().code == ErrorCode::Malformed);
    const State after = goalOf(setting, change, entry, before);
    computer.settings.ignores = true;
    CHECK(setting.put(change, entry, before, after).error().code == ErrorCode::Failed);
    computer.settings.allowed = failure(ErrorCode::NotPermitted);
    CHECK(setting.put(change, entry, before, after).error().code == ErrorCode::NotPermitted);
    CHECK(computer.settings.kept[QString()] == full(15));
}

TEST_CASE("windows services' proxy: off and back by an administrator")
{
    Computer computer;
    ServicesProxySetting setting(computer.settings);
    const Change change = TurnOffProxy{text("winhttp"), text("WinHTTP proxy settings"), false};
    CHECK(setting.rightsFor(change) == Rights::Administrator);
    CHECK_FALSE(
        setting.serves(TurnOffProxy{text("winhttp"), text("WinHTTP proxy settings"), true}));
    CHECK_FALSE(setting.serves(TurnOffProxy{text("winhttp"), text("elsewhere"), false}));
    CHECK_FALSE(setting.serves(off("WinHTTP proxy settings")));
    checkSettingContract(setting, change, computer.snapshot());
    checkSettingYields(setting, change, computer.snapshot(), [&] {
        computer.settings.ofServices = {true, text("b:2"), {}};
    });
}

TEST_CASE("windows services' proxy: none is nothing to do")
{
    Computer computer;
    computer.settings.ofServices = {};
    ServicesProxySetting setting(computer.settings);
    const Change change = TurnOffProxy{text("winhttp"), text("WinHTTP proxy settings"), false};
    const State now = readOf(setting, change, entry);
    CHECK(goalOf(setting, change, entry, now) == now);
}
