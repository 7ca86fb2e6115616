#include "platform/macos/proxy/mac_proxy_settings.h"
#include "platform/macos/proxy/service_proxy_setting.h"
#include "platform/macos/system/flush_dns.h"
#include "platform/macos/system/mac_restart.h"
#include "platform/macos/system/mac_system.h"
#include "platform/macos/system/set_clock.h"
#include "tests/support/setting_contract.h"
#include "tests/support/simulated_mac.h"
#include "tests/support/wait.h"

#include <QTimer>

#include <cmath>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

// All kinds are on in every service; the third is disabled.
QByteArray everythingOn()
{
    QByteArray services;
    int number = 0;
    for (const char* name :
         {"Wi-Fi", "USB 10/100/1000 LAN", "Thunderbolt-Brücke", "*Lab, (old)", "ネットワーク 2"}) {
        ++number;
        if (number > 1)
            services += ',';
        services += QByteArray("{\"name\": \"") + name +
                    "\", \"port\": \"Ethernet\", \"device\": \"en" + QByteArray::number(number) +
                    "\", \"up\": true, \"enabled\": " + (number == 3 ? "false" : "true") + R"json(,
            "web": {"on": true, "server": "127.0.0.1", "port": 8080},
            "secure-web": {"on": true, "server": "127.0.0.1", "port": 8080, "authenticated": 1},
            "socks": {"on": true, "server": "192.0.2.9", "port": 1080},
            "script": {"on": true, "url": "http://proxy.example/wpad.dat"},
            "discovery": {"on": true}, "bypass": ["*.local", "169.254/16"]})json";
    }
    return "{\"services\": [" + services + "]}";
}

// The clock of the simulated Mac, which its tools set.
class SimulatedTime : public ComputerTimepiece {
public:
    explicit SimulatedTime(const SimulatedMac& mac)
        : m_mac(mac)
    {
    }
    QDateTime now() const override
    {
        const double ahead = m_mac.state("clock").value(QLatin1String("offset")).toDouble();
        return ComputerTimepiece::now().addMSecs(qint64(ahead * 1000));
    }

private:
    const SimulatedMac& m_mac;
};

// Asks the tools in turn.
class Runner : public CommandRunner {
public:
    explicit Runner(Tools& tools)
        : m_tools(tools)
    {
    }
    void run(const Command& command, QObject* context, Done done) override
    {
        QTimer::singleShot(0, context,
                           [this, command, done = std::move(done)] { done(m_tools.run(command)); });
    }

private:
    Tools& m_tools;
};

// As a journal holds it: without the order in which a script writes keys.
QByteArray written(const SimulatedMac& mac)
{
    return QJsonDocument(mac.state("networksetup")).toJson();
}

} // namespace

// All services and kinds pass it over a quicker Mac (proxy_setting_test.cpp).
TEST_CASE("simulated mac: servers of a service with blanks and an asterisk in its name, contract")
{
    SimulatedMac mac;
    mac.set("networksetup", everythingOn());
    ServiceProxySetting setting(mac, Rights::Person);
    checkSettingContract(setting, TurnOffProxy{serviceSource, text("*Lab, (old)"), false},
                         [&mac] { return written(mac); });
}

TEST_CASE("simulated mac: the script of a disabled service with a German name, contract")
{
    SimulatedMac mac;
    mac.set("networksetup", everythingOn());
    ServiceProxySetting setting(mac, Rights::Person);
    checkSettingContract(setting, TurnOffProxy{serviceSource, text("Thunderbolt-Brücke"), true},
                         [&mac] { return written(mac); });
}

TEST_CASE("simulated mac: proxies are read, and one that is turned off is not in use any more")
{
    SimulatedMac mac;
    mac.set("networksetup", everythingOn());
    Runner runner(mac);
    MacProxySettings settings(runner, {10000, 60000}); // its tools are scripts, and slow
    const auto effective = [&settings] {
        QObject context;
        std::optional<ProxyReading> reading;
        settings.read(&context, [&reading](const ProxyReading& read) { reading = read; });
        REQUIRE(waitFor([&reading] { return reading.has_value(); }, 60000));
        CHECK(reading->problems.isEmpty());
        QStringList places;
        for (const ConfiguredProxy& one : reading->proxies)
            if (one.effective)
                places.append(one.place +
                              (one.kind == ProxyKind::Manual ? text("") : text(" auto")));
        places.removeDuplicates();
        return places;
    };
    // All of them name the same, so each is in the way.
    CHECK(effective() == QStringList{text("Wi-Fi auto"), text("Wi-Fi"),
                                     text("USB 10/100/1000 LAN auto"), text("USB 10/100/1000 LAN"),
                                     text("*Lab, (old) auto"), text("*Lab, (old)"),
                                     text("ネットワーク 2 auto"), text("ネットワーク 2")});
    ServiceProxySetting setting(mac, Rights::Person);
    for (const bool script : {false, true}) {
        const Change change = TurnOffProxy{serviceSource, text("Wi-Fi"), script};
        const State before = readOf(setting, change, {});
        putOf(setting, change, {}, before, goalOf(setting, change, {}, before));
    }
    CHECK(effective().isEmpty());
}

TEST_CASE("simulated mac: a tool that asks for an administrator, lies, hangs, or is missing")
{
    SimulatedMac mac;
    QByteArray state = everythingOn();
    const Change change = TurnOffProxy{serviceSource, text("Wi-Fi"), false};
    ServiceProxySetting setting(mac, Rights::Person);
    const auto codeOfPut = [&] {
        const State before = readOf(setting, change, {});
        const auto done = setting.put(change, {}, before, goalOf(setting, change, {}, before));
        REQUIRE_FALSE(done);
        return done.error().code;
    };
    SECTION("an administrator is asked for")
    {
        mac.set("networksetup", state.replace("{\"services\"", "{\"locked\": true, \"services\""));
        const QByteArray initial = written(mac);
        CHECK(codeOfPut() == ErrorCode::NotPermitted);
        CHECK(written(mac) == initial);
    }
    SECTION("it says yes and does nothing")
    {
        mac.set("networksetup", state.replace("{\"services\"", "{\"idle\": true, \"services\""));
        const QByteArray initial = written(mac);
        CHECK(codeOfPut() == ErrorCode::Failed);
        CHECK(written(mac) == initial);
    }
    SECTION("it speaks another language")
    {
        mac.set("networksetup",
                state.replace("{\"services\"",
                              "{\"words\": {\"Yes\": \"Ja\", \"No\": \"Nein\"}, \"services\""));
        CHECK(setting.read(change, {}).error().code == ErrorCode::Malformed);
    }
    SECTION("its words are cut off")
    {
        mac.set("networksetup", state);
        mac.set("faults", R"({"networksetup": {"cut": 40, "only": ["-getwebproxy"]}})");
        CHECK(setting.read(change, {}).error().code == ErrorCode::Malformed);
    }
    SECTION("it hangs")
    {
        mac.set("networksetup", state);
        mac.set("faults", R"({"networksetup": {"hang": true}})");
        mac.mostMs = 300;
        CHECK(setting.read(change, {}).error().code == ErrorCode::TimedOut);
    }
    SECTION("it is missing")
    {
        mac.missing = QStringList{text("networksetup")};
        CHECK(setting.read(change, {}).error().code == ErrorCode::NotFound);
    }
}

TEST_CASE("simulated mac: names are forgotten, in both memories")
{
    SimulatedMac mac;
    mac.set("dscacheutil", R"({"names": ["zoom.us"]})");
    mac.set("killall", R"({"names": ["zoom.us"]})");
    REQUIRE(DnsFlusher(mac).carryOut(FlushDns{}, {}));
    CHECK(mac.state("dscacheutil").value(QLatin1String("names")).toArray().isEmpty());
    CHECK(mac.state("killall").value(QLatin1String("names")).toArray().isEmpty());
    mac.set("killall", R"({"names": ["zoom.us"], "denied": true})");
    CHECK(DnsFlusher(mac).carryOut(FlushDns{}, {}).error().code == ErrorCode::NotPermitted);
}

TEST_CASE("simulated mac: the clock is right again, with a time server and without")
{
    for (const char* clock : {R"({"offset": -90000})", R"({"offset": 7200, "silent": true})"}) {
        INFO(clock);
        SimulatedMac mac;
        mac.set("clock", clock);
        mac.set("systemsetup", R"({"network": "Off"})");
        SimulatedTime time(mac);
        const double offset = mac.state("clock").value(QLatin1String("offset")).toDouble();
        ClockSetter setter(mac, time);
        REQUIRE(setter.carryOut(SetClock{qint64(offset)}, {}));
        CHECK(std::abs(mac.state("clock").value(QLatin1String("offset")).toDouble()) < 3);
        CHECK(mac.state("systemsetup").value(QLatin1String("network")) == QLatin1String("On"));
    }
}

TEST_CASE("simulated mac: it restarts, or says why not")
{
    SimulatedMac mac;
    QTemporaryDir home;
    MacRestart restart(mac, home.path());
    Restarter restarter(restart, {{}, text("checks")});
    REQUIRE(restarter.carryOut(RestartComputer{}, {}));
    CHECK(mac.state("osascript").value(QLatin1String("restarts")) == 1);
    mac.set("osascript", R"({"answer": "forbidden"})");
    CHECK(restarter.carryOut(RestartComputer{}, {}).error().code == ErrorCode::NotPermitted);
    mac.set("osascript", R"({"answer": "cancel"})");
    CHECK(restarter.carryOut(RestartComputer{}, {}).error().code == ErrorCode::Cancelled);
}

TEST_CASE("simulated mac: the way out and the name servers are read")
{
    SimulatedMac mac;
    mac.set("scutil", R"({"servers": ["192.0.2.53", "fe80::1%en0"]})");
    const MacSystem system(mac);
    CHECK(system.osVersion() == QLatin1String("macOS 15.1 (build 24B83)"));
    const auto state = system.network();
    REQUIRE(state);
    CHECK(state->ipv4Routes.size() == 1);
    CHECK(state->ipv6Routes.isEmpty());
    CHECK(state->nameServers.size() == 2);
    mac.set("netstat", R"({"gateway": null})");
    CHECK(system.network()->ipv4Routes.isEmpty());
}
