#include "platform/linux/system/linux_system.h"

#include "platform/files/bounded_file.h"
#include "platform/linux/system/routes.h"
#include "platform/linux/system/settings_files.h"

#include <QNetworkInterface>

namespace reconnect::linux_os {
namespace {

constexpr qint64 maxHosts = 8 << 20;  // block lists of a quarter of a million names are in use
constexpr qint64 maxRoutes = 8 << 20; // a router with a full table is no computer of ours
constexpr qint64 maxSettings = 64 << 10;

const auto resolvConf = QLatin1String("/etc/resolv.conf");

QList<NetworkInterface> interfaces()
{
    QList<NetworkInterface> all;
    for (const QNetworkInterface& known : QNetworkInterface::allInterfaces()) {
        const auto flags = known.flags();
        NetworkInterface one;
        one.name = known.name();
        one.up = flags.testFlag(QNetworkInterface::IsUp);
        one.running = flags.testFlag(QNetworkInterface::IsRunning);
        one.loopback = flags.testFlag(QNetworkInterface::IsLoopBack);
        for (const QNetworkAddressEntry& entry : known.addressEntries())
            one.addresses.append(entry.ip());
        all.append(one);
    }
    return all;
}

} // namespace

LinuxSystem::LinuxSystem(QString root)
    : m_root(std::move(root))
{
}

QString LinuxSystem::osName() const
{
    return QStringLiteral("linux");
}

QString LinuxSystem::osVersion() const
{
    // os-release(5): the file in /etc wins over the one in /usr/lib.
    for (const auto* path : {"/etc/os-release", "/usr/lib/os-release"}) {
        const auto text = readBounded(m_root + QLatin1String(path), maxSettings);
        const QString version = text ? parseOsRelease(*text) : QString();
        if (!version.isEmpty())
            return version;
    }
    return QStringLiteral("Linux");
}

Result<NetworkState> LinuxSystem::network() const
{
    NetworkState state;
    state.interfaces = interfaces();
    const auto ipv4 = readBounded(m_root + QLatin1String("/proc/net/route"), maxRoutes);
    if (!ipv4)
        return tl::unexpected(ipv4.error());
    state.ipv4Routes = parseIpv4Routes(*ipv4);
    // A kernel without IPv6 has no such file: no routes, not an error.
    const auto ipv6 = readBounded(m_root + QLatin1String("/proc/net/ipv6_route"), maxRoutes);
    if (ipv6)
        state.ipv6Routes = parseIpv6Routes(*ipv6);
    else if (ipv6.error().code != ErrorCode::NotFound)
        return tl::unexpected(ipv6.error());
    if (const auto text = readBounded(m_root + resolvConf, maxSettings)) {
        state.nameServers = parseResolvConf(*text);
        state.nameServerPlace = QStringList{resolvConf};
    }
    // Without any, the resolver asks this computer itself (resolv.conf(5)).
    return state;
}

QString LinuxSystem::hostsPath() const
{
    return QStringLiteral("/etc/hosts");
}

Result<QByteArray> LinuxSystem::hostsFile() const
{
    return readBounded(m_root + hostsPath(), maxHosts);
}

} // namespace reconnect::linux_os
