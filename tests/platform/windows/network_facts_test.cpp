#include "platform/windows/system/hosts_path.h"
#include "platform/windows/system/network_facts.h"
#include "platform/windows/system/version_words.h"
#include "tests/catch.h"

using namespace reconnect;
using namespace reconnect::windows_os;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

QHostAddress address(const char* text)
{
    return QHostAddress(id(text));
}

AdapterFacts adapter(const char* name, quint64 luid, quint32 metric)
{
    AdapterFacts facts;
    facts.name = id(name);
    facts.luid = luid;
    facts.operational = true;
    facts.ipv4Metric = facts.ipv6Metric = metric;
    return facts;
}

RouteFacts route(const char* to, int length, const char* gateway, quint64 luid, quint32 metric)
{
    return {address(to), length, address(gateway), luid, metric};
}

} // namespace

TEST_CASE("windows routes: both metrics decide together, the best comes first")
{
    NetworkFacts facts{{adapter("Wi-Fi", 1, 50), adapter("Ethernet", 2, 25)},
                       {route("0.0.0.0", 0, "192.168.0.1", 1, 0),
                        route("0.0.0.0", 0, "203.0.113.1", 2, 10),
                        route("203.0.113.0", 24, "0.0.0.0", 2, 0)}};
    auto routes = networkStateFrom(facts).ipv4Routes;
    REQUIRE(routes.size() == 2);
    CHECK(routes[0].gateway == address("203.0.113.1"));
    CHECK(routes[0].interface == id("Ethernet"));
    facts.routes[1].metric = 30;
    CHECK(networkStateFrom(facts).ipv4Routes[0].interface == id("Wi-Fi"));
}

TEST_CASE("windows routes: those that carry nothing are none")
{
    NetworkFacts facts{{adapter("Ethernet", 2, 25)}, {route("0.0.0.0", 0, "203.0.113.1", 2, 0)}};
    CHECK(networkStateFrom(facts).ipv4Routes.size() == 1);
    for (int i = 0; i < 5; ++i) {
        NetworkFacts broken = facts;
        AdapterFacts& one = broken.adapters[0];
        if (i == 0)
            one.operational = false;
        if (i == 1)
            one.enabled = false;
        if (i == 2)
            one.loopback = true;
        if (i == 3)
            one.transition = true;
        if (i == 4)
            one.luid = 9;
        INFO(i);
        CHECK(networkStateFrom(broken).ipv4Routes.isEmpty());
    }
}

TEST_CASE("windows routes: a gateway of zeros is a point-to-point link, IPv6 is told apart")
{
    const NetworkFacts facts{
        {adapter("VPN", 1, 5), adapter("Ethernet", 2, 25)},
        {route("0.0.0.0", 0, "0.0.0.0", 1, 0), route("::", 0, "fe80::1", 2, 0)}};
    const NetworkState state = networkStateFrom(facts);
    REQUIRE(state.ipv4Routes.size() == 1);
    CHECK(state.ipv4Routes[0].gateway.isNull());
    REQUIRE(state.ipv6Routes.size() == 1);
    CHECK(state.ipv6Routes[0].gateway == address("fe80::1"));
}

TEST_CASE("windows routes: a VPN's two halves of the world win, one half is no default route")
{
    NetworkFacts facts{
        {adapter("VPN", 1, 500), adapter("Ethernet", 2, 25)},
        {route("0.0.0.0", 0, "203.0.113.1", 2, 0), route("0.0.0.0", 1, "10.8.0.1", 1, 0)}};
    CHECK(networkStateFrom(facts).ipv4Routes.size() == 1);
    facts.routes.append(route("128.0.0.0", 1, "10.8.0.1", 1, 0));
    const auto routes = networkStateFrom(facts).ipv4Routes;
    REQUIRE(routes.size() == 2);
    CHECK(routes[0].interface == id("VPN"));
    facts.routes = {route("::", 1, "fe80::1", 1, 0), route("8000::", 1, "fe80::1", 1, 0)};
    CHECK(networkStateFrom(facts).ipv6Routes.size() == 1);
}

TEST_CASE("windows adapters: transition tunnels are no adapters, a pulled cable is no carrier")
{
    NetworkFacts facts{{adapter("Teredo", 1, 5), adapter("Ethernet", 2, 25)}, {}};
    facts.adapters[0].transition = true;
    facts.adapters[1].operational = false;
    const auto interfaces = networkStateFrom(facts).interfaces;
    REQUIRE(interfaces.size() == 1);
    CHECK(interfaces[0].up);
    CHECK_FALSE(interfaces[0].running);
    facts.adapters[1] = adapter("Ethernet", 2, 25);
    CHECK(networkStateFrom(facts).interfaces[0].running);
    facts.adapters[1].enabled = false;
    CHECK_FALSE(networkStateFrom(facts).interfaces[0].up);
    CHECK_FALSE(networkStateFrom(facts).interfaces[0].running);
}

TEST_CASE("windows name servers: by the adapters' metrics, once each, without the placeholders")
{
    NetworkFacts facts{{adapter("Wi-Fi", 1, 50), adapter("Ethernet", 2, 25), adapter("Old", 3, 1)},
                       {}};
    facts.adapters[0].nameServers = {address("192.0.2.2"), address("203.0.113.53")};
    facts.adapters[1].nameServers = {address("fec0:0:0:ffff::1"), address("fec0:0:0:ffff::2%1"),
                                     address("203.0.113.53"), address("2001:db8::53")};
    facts.adapters[2].nameServers = {address("198.51.100.1")};
    facts.adapters[2].operational = false;
    const NetworkState state = networkStateFrom(facts);
    CHECK(state.nameServers == QList<QHostAddress>{address("203.0.113.53"), address("2001:db8::53"),
                                                   address("192.0.2.2")});
    REQUIRE(state.nameServerPlace.size() == 2);
    CHECK(state.nameServerPlace[0] == id("the network settings of Ethernet"));
}

TEST_CASE("windows version: 11 is told from 10, and servers keep their names")
{
    CHECK(versionWords({10, 0, 22631, 3007, id("Windows 10 Pro"), id("23H2")}) ==
          id("Windows 11 Pro 23H2 (build 22631.3007)"));
    CHECK(versionWords({10, 0, 19045, 0, id("Windows 10 Home"), id("22H2")}) ==
          id("Windows 10 Home 22H2 (build 19045)"));
    CHECK(versionWords({10, 0, 26100, 1, id("Windows Server 2025 Datacenter"), id("24H2")}) ==
          id("Windows Server 2025 Datacenter 24H2 (build 26100.1)"));
    CHECK(versionWords({10, 0, 0, 0, {}, {}}) == id("Windows 10"));
    CHECK(versionWords({10, 0, 1, 0, QString(5000, u'x'), QString(5000, u'y')}).size() <= 100);
}

TEST_CASE("windows hosts file: where the registry says, and never where an environment does")
{
    const QString usual = id("C:/Windows/System32/drivers/etc/hosts");
    for (const char* value :
         {"", R"(%SystemRoot%\System32\drivers\etc)", R"(%SYSTEMROOT%\System32\drivers\etc\)",
          R"(%windir%\System32\drivers\etc)", R"(%TEMP%\etc)", R"(\\server\share\etc)", "etc",
          "C:", R"(C:\Windows\System32\drivers\etc:stream)", R"(\etc)"}) {
        INFO(value);
        CHECK(hostsPathFrom(id(value), id(R"(C:\Windows)")) == usual);
    }
    CHECK(hostsPathFrom(id(R"(D:\own etc)"), id(R"(C:\Windows)")) == id("D:/own etc/hosts"));
}
