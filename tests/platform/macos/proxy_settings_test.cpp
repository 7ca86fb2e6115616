#include "platform/macos/proxy/mac_proxy_settings.h"
#include "tests/catch.h"
#include "tests/fakes/fake_mac_network.h"
#include "tests/support/transcripts.h"
#include "tests/support/wait.h"

#include <QElapsedTimer>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

const QString secureWeb = QStringLiteral("secureweb");

struct Mac : FakeMacNetwork {
    Mac() { services = {service("USB LAN"), service("Wi-Fi"), service("Old LAN", false)}; }

    ProxyReading reading()
    {
        MacProxySettings settings(*this);
        QObject context;
        std::optional<ProxyReading> read;
        settings.read(&context, [&read](const ProxyReading& reading) { read = reading; });
        REQUIRE(waitFor([&read] { return read.has_value(); }));
        return *read;
    }

    // "macos Wi-Fi 127.0.0.1:9*", the star for one that is in use.
    QString words()
    {
        QStringList list;
        for (const ConfiguredProxy& one : reading().proxies)
            list.append(one.source + QLatin1Char(' ') + one.place + QLatin1Char(' ') +
                        (one.kind == ProxyKind::Manual
                             ? QStringLiteral("%1:%2").arg(one.host).arg(one.port)
                             : one.script.toString()) +
                        (one.effective ? QStringLiteral("*") : QString()));
        return list.join(QStringLiteral(", "));
    }
};

QByteArray used(const char* lines)
{
    return QByteArray("<dictionary> {\n") + lines + "}\n";
}

const QByteArray https9 = used("  HTTPSEnable : 1\n  HTTPSPort : 9\n  HTTPSProxy : 127.0.0.1\n");

} // namespace

TEST_CASE("mac proxies: none are none, and profiles are not asked for them")
{
    Mac mac;
    const auto reading = mac.reading();
    CHECK(reading.proxies.isEmpty());
    CHECK(reading.problems.isEmpty());
    CHECK(mac.lines.filter(QStringLiteral("/usr/bin/profiles")).isEmpty());
    // What is disabled is not asked about.
    CHECK(mac.lines.filter(QStringLiteral("Old LAN")).isEmpty());
}

TEST_CASE("mac proxies: the service's that carries the traffic is in use, another's is not")
{
    Mac mac;
    mac.services[0].parts[secureWeb] = {true, QStringLiteral("proxy.example"), 3128, true};
    mac.services[1].parts[secureWeb] = {true, QStringLiteral("127.0.0.1"), 9, false};
    mac.services[2].parts[secureWeb] = {true, QStringLiteral("127.0.0.1"), 9, false};
    mac.inUse = https9;
    CHECK(mac.words() ==
          QLatin1String("macos USB LAN proxy.example:3128, macos Wi-Fi 127.0.0.1:9*"));
    const auto proxies = mac.reading().proxies;
    CHECK(proxies[0].hasCredentials);
    CHECK(proxies[0].bypass ==
          QStringList{QStringLiteral("*.local"), QStringLiteral("169.254/16")});
}

TEST_CASE("mac proxies: SOCKS stands in, a web proxy alone carries no HTTPS")
{
    Mac mac;
    mac.services[0].parts[QStringLiteral("web")] = {true, QStringLiteral("web.example"), 80, false};
    mac.services[1].parts[QStringLiteral("socksfirewall")] = {true, QStringLiteral("192.0.2.9"),
                                                              1080, false};
    mac.inUse = used("  SOCKSEnable : 1\n  SOCKSPort : 1080\n  SOCKSProxy : 192.0.2.9\n");
    CHECK(mac.words() == QLatin1String("macos Wi-Fi 192.0.2.9:1080*"));
    CHECK(mac.reading().proxies.first().scheme == ProxyScheme::Socks5);
}

TEST_CASE("mac proxies: a script, its detection and a server are all in use")
{
    Mac mac;
    mac.services[1].parts[QStringLiteral("autoproxyurl")] = {
        true, QStringLiteral("http://proxy.example/wpad.dat"), 0, false};
    mac.services[1].parts[QStringLiteral("proxyautodiscovery")].on = true;
    mac.inUse = used("  ProxyAutoConfigEnable : 1\n"
                     "  ProxyAutoConfigURLString : http://proxy.example/wpad.dat\n"
                     "  ProxyAutoDiscoveryEnable : 1\n");
    CHECK(mac.words() ==
          QLatin1String("macos Wi-Fi *, macos Wi-Fi http://proxy.example/wpad.dat*"));
}

TEST_CASE("mac proxies: what is of no service is a VPN's, also on a Mac in an organization's care")
{
    Mac mac;
    mac.inUse = https9;
    CHECK(mac.words() == QLatin1String("vpn a VPN or another program 127.0.0.1:9*"));
    mac.enrollment = transcript("macos/profiles/enrolled").output.out;
    CHECK(mac.words() == QLatin1String("vpn a VPN or another program 127.0.0.1:9*"));
}

TEST_CASE("mac proxies: what is of no service, and a profile names, is the organization's")
{
    Mac mac;
    mac.inUse = used("  HTTPSEnable : 1\n  HTTPSPort : 3128\n  HTTPSProxy : proxy.example\n");
    mac.profiles = transcript("macos/profiles/global-proxy").output.out;
    CHECK(mac.words() == QLatin1String("policy a configuration profile proxy.example:3128*"));
}

TEST_CASE("mac proxies: what a profile lays down is the organization's, also in a service")
{
    Mac mac;
    mac.services[1].parts[secureWeb] = {true, QStringLiteral("proxy.example"), 3128, false};
    mac.inUse = used("  HTTPSEnable : 1\n  HTTPSPort : 3128\n  HTTPSProxy : proxy.example\n");
    mac.profiles = transcript("macos/profiles/global-proxy").output.out;
    CHECK(mac.words() == QLatin1String("policy Wi-Fi (managed) proxy.example:3128*"));
}

TEST_CASE("mac proxies: what can't be read is said, and the rest still counts")
{
    Mac mac;
    mac.services[1].parts[secureWeb] = {true, QStringLiteral("127.0.0.1"), 9, false};
    mac.inUse = https9;

    SECTION("networksetup runs out of time")
    {
        mac.failing = {QStringLiteral("/usr/sbin/networksetup")};
        CHECK(mac.words() == QLatin1String("macos-unread macOS network settings 127.0.0.1:9*"));
        CHECK(mac.reading().problems ==
              QStringList{QStringLiteral("the list of network services can't be read")});
    }
    SECTION("scutil says something else")
    {
        mac.inUse = transcript("macos/scutil/proxy-cut-off").output.out;
        CHECK(mac.words() == QLatin1String("macos Wi-Fi 127.0.0.1:9"));
        CHECK(mac.reading().problems ==
              QStringList{QStringLiteral("the proxies in use can't be read")});
    }
    SECTION("networksetup speaks in other words")
    {
        mac.says[QStringLiteral("-getsecurewebproxy")] =
            transcript("macos/networksetup/secure-web-other-words").output.out;
        CHECK(mac.words() == QLatin1String("macos-unread macOS network settings 127.0.0.1:9*"));
        CHECK(mac.reading().problems == QStringList{QStringLiteral("USB LAN can't be read"),
                                                    QStringLiteral("Wi-Fi can't be read")});
    }
    SECTION("profiles are missing")
    {
        mac.failing = {QStringLiteral("/usr/bin/profiles")};
        CHECK(mac.words() == QLatin1String("macos Wi-Fi 127.0.0.1:9*"));
    }
}

TEST_CASE("mac proxies: a slow Mac with many services keeps what was read in time")
{
    Mac mac;
    mac.services.clear();
    for (const char* name : {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N"})
        mac.services.append(FakeMacNetwork::service(name));
    mac.services[0].parts[secureWeb] = {true, QStringLiteral("127.0.0.1"), 9, false};
    mac.inUse = https9;
    mac.delayMs = 700;
    QElapsedTimer since;
    since.start();
    const ProxyReading reading = mac.reading();
    CHECK(since.elapsed() < 4000);
    REQUIRE(reading.proxies.size() == 1);
    CHECK(reading.proxies.first().place == QLatin1String("A"));
    CHECK(reading.proxies.first().effective);
    CHECK(reading.problems.contains(QStringLiteral("N can't be read")));
}

TEST_CASE("mac proxies: nothing is answered to one that is gone")
{
    Mac mac;
    MacProxySettings settings(mac);
    bool answered = false;
    {
        QObject context;
        settings.read(&context, [&answered](const ProxyReading&) { answered = true; });
    }
    CHECK_FALSE(waitFor([&answered] { return answered; }, 50));
}
