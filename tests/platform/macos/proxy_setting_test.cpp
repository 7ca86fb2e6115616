#include "platform/macos/proxy/service_proxy_setting.h"
#include "tests/catch.h"
#include "tests/fakes/fake_mac_network.h"
#include "tests/support/setting_contract.h"
#include "tests/support/transcripts.h"

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

// A Mac on which every part of every service is on.
struct Mac : FakeMacNetwork {
    Mac()
    {
        services = {service("Wi-Fi"), service("USB 10/100/1000 LAN"), service("*Lab, (old)"),
                    service("Thunderbolt-Brücke", false), service("-lan")};
        for (Service& one : services) {
            one.parts[text("web")] = {true, text("127.0.0.1"), 8080, false};
            one.parts[text("secureweb")] = {true, text("127.0.0.1"), 8081, true};
            one.parts[text("socksfirewall")] = {true, text("192.0.2.9"), 1080, false};
            one.parts[text("autoproxyurl")] = {true, text("http://proxy.example/a b.pac"), 0,
                                               false};
            one.parts[text("proxyautodiscovery")] = {true, {}, 0, false};
        }
    }

    Snapshot snapshot()
    {
        return [this] { return all(); };
    }

    ServiceProxySetting setting{*this, Rights::Person};
};

Change off(const char* service, bool script = false)
{
    return TurnOffProxy{text("macos"), text(service), script};
}

const QString entry = newEntryId(QDateTime::currentDateTimeUtc());

} // namespace

TEST_CASE("mac proxy setting: it serves services alone, with the rights that it was given")
{
    Mac mac;
    CHECK(mac.setting.serves(off("Wi-Fi")));
    CHECK_FALSE(mac.setting.serves(TurnOffProxy{text("policy"), text("Wi-Fi"), false}));
    CHECK_FALSE(mac.setting.serves(TurnOffProxy{text("vpn"), text("a VPN"), false}));
    CHECK_FALSE(mac.setting.serves(FlushDns{}));
    CHECK(mac.setting.rightsFor(off("Wi-Fi")) == Rights::Person);
    CHECK(ServiceProxySetting(mac, Rights::Administrator).rightsFor(off("Wi-Fi")) ==
          Rights::Administrator);
}

TEST_CASE("mac proxy setting: contract, for every kind and every service")
{
    for (const char* service :
         {"Wi-Fi", "USB 10/100/1000 LAN", "*Lab, (old)", "Thunderbolt-Brücke", "-lan"})
        for (const bool script : {false, true}) {
            INFO(service << (script ? " script" : ""));
            Mac mac;
            checkSettingContract(mac.setting, off(service, script), mac.snapshot());
        }
}

TEST_CASE("mac proxy setting: contract, where some kinds are off already")
{
    for (const char* part : {"web", "secureweb", "socksfirewall"}) {
        INFO(part);
        Mac mac;
        for (auto& one : mac.services[0].parts)
            one.on = false;
        mac.services[0].parts[text(part)].on = true;
        checkSettingContract(mac.setting, off("Wi-Fi"), mac.snapshot());
        CHECK(mac.changes == 4); // once and back, by itself and by the engine
    }
}

TEST_CASE("mac proxy setting: what somebody else does in between stays")
{
    SECTION("another server")
    {
        Mac mac;
        checkSettingYields(mac.setting, off("Wi-Fi"), mac.snapshot(), [&mac] {
            mac.services[0].parts[text("socksfirewall")].server = text("203.0.113.1");
        });
    }
    SECTION("a login")
    {
        Mac mac;
        checkSettingYields(mac.setting, off("Wi-Fi"), mac.snapshot(),
                           [&mac] { mac.services[0].parts[text("web")].authenticated = true; });
    }
    SECTION("another script")
    {
        Mac mac;
        checkSettingYields(mac.setting, off("Wi-Fi", true), mac.snapshot(), [&mac] {
            mac.services[0].parts[text("autoproxyurl")].server = text("http://other.example/");
        });
    }
}

TEST_CASE("mac proxy setting: killed before each switch, it is undone all the same")
{
    for (const bool script : {false, true})
        for (int cut = 0; cut < (script ? 2 : 3); ++cut) {
            INFO("before switch " << cut << (script ? " of the script" : ""));
            Mac mac;
            const QByteArray initial = mac.all();
            const Change change = off("Wi-Fi", script);
            QTemporaryDir folder;
            Journal journal(folder.path());
            Adapters adapters;
            adapters.settings.push_back(std::make_unique<LentSetting>(mac.setting));
            mac.cutAt = cut;
            CHECK_THROWS_AS(apply(change, Fix::TurnOffProxy, entry, adapters, journal, {}),
                            Mac::Cut);
            // The next start.
            mac.cutAt = -1;
            const auto entries = recover(adapters, journal);
            if (cut == 0) {
                CHECK(entries.isEmpty()); // nothing had been done
            } else {
                REQUIRE(entries.size() == 1);
                REQUIRE(undo(journal.contents()->entries.first(), adapters, journal));
            }
            CHECK(mac.all() == initial);
            CHECK(journal.contents()->entries.isEmpty());
        }
}

TEST_CASE("mac proxy setting: killed while it is undone, it is undone the next time")
{
    for (int cut = 3; cut < 6; ++cut) {
        INFO("before switch " << cut);
        Mac mac;
        const QByteArray initial = mac.all();
        QTemporaryDir folder;
        Journal journal(folder.path());
        Adapters adapters;
        adapters.settings.push_back(std::make_unique<LentSetting>(mac.setting));
        const auto applied = apply(off("Wi-Fi"), Fix::TurnOffProxy, entry, adapters, journal, {});
        REQUIRE(applied);
        REQUIRE(*applied);
        mac.cutAt = cut;
        CHECK_THROWS_AS(undo(**applied, adapters, journal), Mac::Cut);
        mac.cutAt = -1;
        REQUIRE(recover(adapters, journal).size() == 1);
        REQUIRE(undo(**applied, adapters, journal));
        CHECK(mac.all() == initial);
    }
}

TEST_CASE("mac proxy setting: where macOS asks for an administrator, nothing is changed")
{
    Mac mac;
    mac.locked = true;
    const QByteArray initial = mac.all();
    const Change change = off("Wi-Fi");
    const State before = readOf(mac.setting, change, entry);
    const auto done =
        mac.setting.put(change, entry, before, goalOf(mac.setting, change, entry, before));
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::NotPermitted);
    CHECK(mac.all() == initial);
    CHECK(mac.setting.rightsFor(change) == Rights::Administrator); // from now on
}

TEST_CASE("mac proxy setting: one switch that says yes and does nothing is taken as no, and the "
          "others are taken back")
{
    for (const char* option :
         {"-setwebproxystate", "-setsecurewebproxystate", "-setsocksfirewallproxystate"}) {
        INFO(option);
        Mac mac;
        mac.deaf = text(option);
        const QByteArray initial = mac.all();
        QTemporaryDir folder;
        Journal journal(folder.path());
        Adapters adapters;
        adapters.settings.push_back(std::make_unique<LentSetting>(mac.setting));
        const auto applied = apply(off("Wi-Fi"), Fix::TurnOffProxy, entry, adapters, journal, {});
        REQUIRE_FALSE(applied);
        CHECK(applied.error().code == ErrorCode::Failed);
        CHECK(mac.all() == initial);
        CHECK(journal.contents()->entries.isEmpty());
    }
}

TEST_CASE("mac proxy setting: other words, no time and a service that is gone are typed")
{
    struct Row {
        const char* name;
        std::function<void(Mac&)> spoil;
        ErrorCode code;
    };
    const Row rows[]{
        {"other words",
         [](Mac& mac) {
             mac.says[text("-getsecurewebproxy")] =
                 transcript("macos/networksetup/secure-web-other-words").output.out;
         },
         ErrorCode::Malformed},
        {"a list that is cut off",
         [](Mac& mac) {
             mac.says[text("-listnetworkserviceorder")] =
                 transcript("macos/networksetup/order-cut-off").output.out;
         },
         ErrorCode::Malformed},
        {"no time", [](Mac& mac) { mac.failing = {text("-getwebproxy")}; }, ErrorCode::TimedOut},
        {"gone", [](Mac& mac) { mac.services.removeFirst(); }, ErrorCode::NotFound},
    };
    for (const Row& row : rows) {
        INFO(row.name);
        Mac mac;
        row.spoil(mac);
        const auto state = mac.setting.read(off("Wi-Fi"), entry);
        REQUIRE_FALSE(state);
        CHECK(state.error().code == row.code);
        CHECK(mac.changes == 0);
    }
}

TEST_CASE("mac proxy setting: no name reaches networksetup but one that it listed")
{
    Mac mac;
    CHECK_FALSE(mac.setting.read(off("-setdnsservers"), entry));
    CHECK(mac.lines.filter(text("-setdnsservers")).isEmpty());
    // Nor does a state that is none of these proxies'.
    const Change change = off("Wi-Fi");
    const State before = readOf(mac.setting, change, entry);
    State other = before;
    other.remove(text("socks"));
    const auto done = mac.setting.put(change, entry, before, other);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::Malformed);
    CHECK(mac.changes == 0);
}
