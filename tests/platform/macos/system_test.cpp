#include "platform/macos/system/mac_system.h"

#include "platform/macos/panels/panel_addresses.h"
#include "platform/macos/system/name_servers.h"
#include "platform/macos/system/routes.h"
#include "tests/support/transcripts.h"

#include <QDir>
#include <QTemporaryDir>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

QByteArray printed(const char* path)
{
    return transcript(path).output.out;
}

// "192.168.8.1 en0", "- utun4".
QStringList words(const QList<DefaultRoute>& routes)
{
    QStringList list;
    for (const DefaultRoute& route : routes)
        list.append((route.gateway.isNull() ? QStringLiteral("-") : route.gateway.toString()) +
                    QLatin1Char(' ') + route.interface);
    return list;
}

} // namespace

TEST_CASE("mac routes: those of tunnels that macOS keeps for itself are none")
{
    const auto routes = readRoutes(printed("macos/netstat/wifi"));
    REQUIRE(routes);
    CHECK(words(routes->ipv4) == QStringList{QStringLiteral("192.168.8.1 en0")});
    CHECK(words(routes->ipv6) == QStringList{QStringLiteral("fe80::1%en0 en0")});
}

TEST_CASE("mac routes: a VPN comes first, by two halves or by a link, and rejecting ones don't "
          "count")
{
    const auto halves = readRoutes(printed("macos/netstat/vpn-halves"));
    REQUIRE(halves);
    CHECK(words(halves->ipv4) ==
          QStringList{QStringLiteral("172.18.12.193 utun3"), QStringLiteral("172.17.183.225 en0")});
    CHECK(halves->ipv6.isEmpty());
    const auto link = readRoutes(printed("macos/netstat/vpn-link"));
    REQUIRE(link);
    CHECK(words(link->ipv4) == QStringList{QStringLiteral("- utun4")});
    // One half alone is no way to everywhere.
    const auto half = readRoutes("Internet:\n0/1 10.8.0.1 UGSc utun3\n");
    REQUIRE(half);
    CHECK(half->ipv4.isEmpty());
}

TEST_CASE("mac routes: none are none, and no table is malformed")
{
    const auto none = readRoutes(printed("macos/netstat/none"));
    REQUIRE(none);
    CHECK(none->ipv4.isEmpty());
    for (const char* text : {"", "netstat: sysctl: No buffer space\n", "default 10.0.0.1 UGSc en0"})
        CHECK(readRoutes(text).error().code == ErrorCode::Malformed);
    CHECK(readRoutes("Internet:\ndefault\ndefault 10.0.0.1\n")->ipv4.isEmpty());
}

TEST_CASE("mac name servers: those for every name, in order and once each")
{
    QStringList servers;
    for (const QHostAddress& server : readNameServers(printed("macos/scutil/dns")))
        servers.append(server.toString());
    CHECK(servers == QStringList{QStringLiteral("fe80::800c:67ff:fe1d:fd64%12"),
                                 QStringLiteral("172.20.10.1"), QStringLiteral("192.0.2.53")});
    CHECK(readNameServers(printed("macos/scutil/dns-none")).isEmpty());
    QByteArray many = "DNS configuration\nresolver #1\n";
    for (int i = 0; i < 100; ++i)
        many += "  nameserver[0] : 192.0.2." + QByteArray::number(i) + "\n  nameserver[1] : no\n";
    CHECK(readNameServers(many).size() == 8);
}

TEST_CASE("mac version: for people, whatever is missing")
{
    CHECK(versionWords(printed("macos/sw_vers/12")) ==
          QLatin1String("macOS 12.7.6 (build 21H1320)"));
    CHECK(versionWords(printed("macos/sw_vers/13-rapid")) ==
          QLatin1String("macOS 13.3.1 (build 22E772610a)"));
    CHECK(versionWords(printed("macos/sw_vers/15")) == QLatin1String("macOS 15.1 (build 24B83)"));
    CHECK(versionWords({}) == QLatin1String("macOS"));
    CHECK(versionWords("ProductVersion: " + QByteArray(5000, '1')).size() < 100);
}

TEST_CASE("mac system: what one tool does not say leaves the rest")
{
    TranscriptTools tools;
    MacSystem system(tools);
    tools.add("macos/sw_vers/15");
    tools.add("macos/netstat/wifi");
    tools.add("macos/scutil/dns");
    CHECK(system.osName() == QLatin1String("macos"));
    CHECK(system.osVersion() == QLatin1String("macOS 15.1 (build 24B83)"));
    const auto whole = system.network();
    REQUIRE(whole);
    CHECK(words(whole->ipv4Routes) == QStringList{QStringLiteral("192.168.8.1 en0")});
    CHECK(whole->nameServers.size() == 3);
    CHECK_FALSE(whole->nameServerPlace.isEmpty());
    CHECK_FALSE(whole->interfaces.isEmpty());

    tools.answer(QStringLiteral("/usr/sbin/scutil --dns"), failure(ErrorCode::TimedOut));
    const auto nameless = system.network();
    REQUIRE(nameless);
    CHECK(nameless->nameServers.isEmpty());
    CHECK(nameless->nameServerPlace.isEmpty());
    CHECK(nameless->ipv4Routes.size() == 1);

    tools.answer(QStringLiteral("/usr/sbin/netstat -rn"), failure(ErrorCode::TimedOut));
    CHECK(system.network().error().code == ErrorCode::TimedOut);
    tools.answer(QStringLiteral("/usr/sbin/netstat -rn"), CommandOutput{1, {}, "netstat: no\n"});
    CHECK(system.network().error().code == ErrorCode::Failed);
    tools.answer(QStringLiteral("/usr/bin/sw_vers"), failure(ErrorCode::NotFound));
    CHECK(system.osVersion() == QLatin1String("macOS"));
}

TEST_CASE("mac system: the hosts file is read whole")
{
    TranscriptTools tools;
    QTemporaryDir root;
    REQUIRE(QDir(root.path()).mkpath(QStringLiteral("etc")));
    QFile hosts(root.filePath(QStringLiteral("etc/hosts")));
    REQUIRE(hosts.open(QIODevice::WriteOnly));
    hosts.write("127.0.0.1 localhost\n");
    hosts.close();
    const MacSystem system(tools, root.path());
    CHECK(system.hostsPath() == QLatin1String("/etc/hosts"));
    CHECK(system.hostsFile() == QByteArray("127.0.0.1 localhost\n"));
    REQUIRE(hosts.remove());
    CHECK(system.hostsFile().error().code == ErrorCode::NotFound);
}

TEST_CASE("mac panels: System Settings from 13 on, System Preferences before, and each has a "
          "second way")
{
    const auto first = [](Panel panel, int major) {
        return panelAddresses(panel, major).first().first();
    };
    CHECK(first(Panel::Firewall, 12) ==
          QLatin1String("x-apple.systempreferences:com.apple.preference.security?Firewall"));
    for (const int major : {0, 13, 14, 15, 26})
        CHECK(first(Panel::Firewall, major) ==
              QLatin1String(
                  "x-apple.systempreferences:com.apple.Network-Settings.extension?Firewall"));
    CHECK(first(Panel::Proxy, 12).endsWith(QLatin1String("preference.network?Proxies")));
    CHECK(first(Panel::Proxy, 15).endsWith(QLatin1String("Network-Settings.extension?Proxies")));
    CHECK(first(Panel::Clock, 15).endsWith(QLatin1String("Date-Time-Settings.extension")));
    for (const Panel panel : {Panel::Network, Panel::Proxy, Panel::Firewall, Panel::Clock})
        for (const int major : {12, 15})
            CHECK(panelAddresses(panel, major).last() ==
                  QStringList{QStringLiteral("-b"), QStringLiteral("com.apple.systempreferences")});
    CHECK(panelAddresses(Panel::Apps, 15) == QList<QStringList>{{QStringLiteral("/Applications")}});
}
