#include "platform/linux/system/linux_system.h"
#include "platform/linux/system/routes.h"
#include "platform/linux/system/settings_files.h"
#include "tests/catch.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace reconnect;
using namespace reconnect::linux_os;

namespace {

const QByteArray ipv4Head =
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

void write(const QTemporaryDir& root, const char* path, const QByteArray& content)
{
    const QString full = root.path() + QString::fromLatin1(path);
    QDir().mkpath(QFileInfo(full).path());
    QFile file(full);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QHostAddress address(const char* text)
{
    return QHostAddress(QString::fromLatin1(text));
}

} // namespace

TEST_CASE("routes: the default route with the best metric comes first")
{
    const auto routes = parseIpv4Routes(
        ipv4Head + "wlan0\t00000000\t0100A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
                   "eth0\t00000000\t017100CB\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
                   "eth0\t007100CB\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n");
    REQUIRE(routes.size() == 2);
    CHECK(routes[0].gateway == address("203.0.113.1"));
    CHECK(routes[0].interface == QStringLiteral("eth0"));
    CHECK(routes[1].gateway == address("192.168.0.1"));
}

TEST_CASE("routes: a tunnel without a gateway is a default route, a rejecting or downed one is not")
{
    const auto routes =
        parseIpv4Routes(ipv4Head + "tun0\t00000000\t00000000\t0001\t0\t0\t50\t00000000\t0\t0\t0\n"
                                   "*\t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0\n"
                                   "eth1\t00000000\t0100A8C0\t0002\t0\t0\t0\t00000000\t0\t0\t0\n");
    REQUIRE(routes.size() == 1);
    CHECK(routes[0].gateway.isNull());
    CHECK(routes[0].interface == QStringLiteral("tun0"));
}

TEST_CASE("routes: a VPN's two halves of the world are a default route, one half is not")
{
    const QByteArray lower = "tun0\t00000000\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0\n";
    const QByteArray upper = "tun0\t00000080\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0\n";
    CHECK(parseIpv4Routes(ipv4Head + lower).isEmpty());
    CHECK(parseIpv4Routes(ipv4Head + upper).isEmpty());
    const auto routes = parseIpv4Routes(ipv4Head + lower + upper);
    REQUIRE(routes.size() == 1);
    CHECK(routes[0].gateway == address("10.8.0.1"));
}

TEST_CASE("routes: IPv6 defaults are told from the kernel's rejecting one on lo")
{
    const QByteArray zero(32, '0');
    const auto line = [&](const QByteArray& to, const char* length, const QByteArray& via,
                          const char* metric, const char* flags, const char* name) -> QByteArray {
        return to + ' ' + length + ' ' + zero + " 00 " + via + ' ' + metric +
               " 00000001 00000000 " + flags + "     " + name + '\n';
    };
    const QByteArray gateway = "fe800000000000000000000000000001";
    CHECK(parseIpv6Routes(line(zero, "00", zero, "ffffffff", "00200200", "lo")).isEmpty());
    const auto routes = parseIpv6Routes(line(zero, "00", gateway, "00000400", "00000003", "eth0") +
                                        line(zero, "00", zero, "00000064", "00000001", "tun0"));
    REQUIRE(routes.size() == 2);
    CHECK(routes[0].interface == QStringLiteral("tun0"));
    CHECK(routes[0].gateway.isNull());
    CHECK(routes[1].gateway == address("fe80::1"));
    QByteArray upper = zero;
    upper[0] = '8';
    const QByteArray half = line(zero, "01", gateway, "00000001", "00000003", "tun0");
    CHECK(parseIpv6Routes(half).isEmpty());
    CHECK(
        parseIpv6Routes(half + line(upper, "01", gateway, "00000001", "00000003", "tun0")).size() ==
        1);
}

TEST_CASE("routes: lines that are cut short or no numbers are passed over")
{
    CHECK(parseIpv4Routes(ipv4Head + "eth0\t0000\n\0\xff garbage\n").isEmpty());
    CHECK(parseIpv4Routes("eth0 x x x x x x x\n").isEmpty());
    CHECK(parseIpv6Routes("zz 00 zz 00 zz 0 0 0 0 eth0\n\n").isEmpty());
}

TEST_CASE("resolv.conf: comments and indented lines are no servers, and only three are asked")
{
    const auto servers = parseResolvConf("# nameserver 192.0.2.1\n nameserver 192.0.2.2\n"
                                         "nameserver\t127.0.0.53 # stub\nnameserver 192.0.2.4\n"
                                         "nameserver nonsense\nnameservers 192.0.2.9\n"
                                         "nameserver fe80::1%lo\nnameserver 192.0.2.5\n");
    REQUIRE(servers.size() == 3);
    CHECK(servers[0] == address("127.0.0.53"));
    CHECK(servers[1] == address("192.0.2.4"));
    CHECK(servers[2].scopeId() == QStringLiteral("lo"));
}

TEST_CASE("os-release: quotes and escapes are read as a shell reads them")
{
    CHECK(parseOsRelease("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n") ==
          QStringLiteral("Debian GNU/Linux 12 (bookworm)"));
    CHECK(parseOsRelease("NAME='Void'\nVERSION_ID=1\n") == QStringLiteral("Void 1"));
    CHECK(parseOsRelease("PRETTY_NAME=\"a \\\"b\\\"\"") == QStringLiteral("a \"b\""));
    CHECK(parseOsRelease("=x\nnothing").isEmpty());
    CHECK(parseOsRelease("NAME=" + QByteArray(5000, 'x')).size() == 100);
}

TEST_CASE("system: files are read below the given root")
{
    const QTemporaryDir root;
    write(root, "/etc/os-release", "PRETTY_NAME=\"Test 1\"\n");
    write(root, "/etc/resolv.conf", "nameserver 192.0.2.53\n");
    write(root, "/etc/hosts", "127.0.0.1 localhost\n");
    write(root, "/proc/net/route",
          ipv4Head + "eth0\t00000000\t017100CB\t0003\t0\t0\t100\t00000000\t0\t0\t0\n");
    const LinuxSystem system(root.path());
    CHECK(system.osName() == QStringLiteral("linux"));
    CHECK(system.osVersion() == QStringLiteral("Test 1"));
    CHECK(system.hostsFile().value() == QByteArray("127.0.0.1 localhost\n"));
    const auto network = system.network();
    REQUIRE(network);
    CHECK(network->ipv4Routes.size() == 1);
    CHECK(network->ipv6Routes.isEmpty());
    CHECK(network->nameServers == QList<QHostAddress>{address("192.0.2.53")});
    CHECK(network->nameServerPlace == QStringList{QStringLiteral("/etc/resolv.conf")});
    bool loopback = false;
    for (const auto& one : network->interfaces)
        loopback = loopback || one.loopback;
    CHECK(loopback);
}

TEST_CASE("system: what is missing, too large or no file is a typed error")
{
    const QTemporaryDir root;
    const LinuxSystem system(root.path());
    CHECK(system.osVersion() == QStringLiteral("Linux"));
    CHECK(system.network().error().code == ErrorCode::NotFound);
    CHECK(system.hostsFile().error().code == ErrorCode::NotFound);
    write(root, "/etc/hosts", QByteArray((8 << 20) + 1, '#'));
    CHECK(system.hostsFile().error().code == ErrorCode::TooLarge);
    QFile::remove(root.path() + QStringLiteral("/etc/hosts"));
    QDir().mkpath(root.path() + QStringLiteral("/etc/hosts"));
    CHECK(system.hostsFile().error().code == ErrorCode::Unsupported);
}
