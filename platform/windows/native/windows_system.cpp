#include "platform/windows/native/windows_system.h"

#include "platform/files/bounded_file.h"
#include "platform/windows/native/folders.h"
#include "platform/windows/native/registry.h"

#include <memory>
#include <vector>
#include <winsock2.h>
#include <ws2tcpip.h>
// After them, because these include what they replace.
#include "platform/windows/native/handle.h"

#include <iphlpapi.h>
#include <netioapi.h>

namespace reconnect::windows_os {
namespace {

constexpr qint64 maxHosts = 8 << 20;    // block lists of a quarter of a million names are in use
constexpr ULONG maxFacts = 4 << 20;     // bytes; a computer of a hundred adapters needs 200 kB
constexpr ULONG maxRoutes = 100000;     // rows that are looked at
constexpr qsizetype maxAdapters = 1000; // likewise

const QString versionKey = QStringLiteral(R"(SOFTWARE\Microsoft\Windows NT\CurrentVersion)");

QHostAddress addressOf(const SOCKET_ADDRESS& address)
{
    return address.lpSockaddr ? QHostAddress(address.lpSockaddr) : QHostAddress();
}

QHostAddress addressOf(const SOCKADDR_INET& address)
{
    if (address.si_family != AF_INET && address.si_family != AF_INET6)
        return {};
    return QHostAddress(reinterpret_cast<const sockaddr*>(&address));
}

AdapterFacts factsOf(const IP_ADAPTER_ADDRESSES_LH& adapter)
{
    AdapterFacts facts;
    facts.name = QString::fromWCharArray(adapter.FriendlyName).left(100);
    facts.luid = adapter.Luid.Value;
    facts.operational = adapter.OperStatus == IfOperStatusUp;
    facts.loopback = adapter.IfType == IF_TYPE_SOFTWARE_LOOPBACK;
    facts.transition =
        adapter.IfType == IF_TYPE_TUNNEL &&
        (adapter.TunnelType == TUNNEL_TYPE_TEREDO || adapter.TunnelType == TUNNEL_TYPE_6TO4 ||
         adapter.TunnelType == TUNNEL_TYPE_ISATAP);
    facts.ipv4Metric = adapter.Ipv4Metric;
    facts.ipv6Metric = adapter.Ipv6Metric;
    for (auto* one = adapter.FirstUnicastAddress; one; one = one->Next)
        facts.addresses.append(addressOf(one->Address));
    for (auto* one = adapter.FirstDnsServerAddress; one; one = one->Next)
        facts.nameServers.append(addressOf(one->Address));
    MIB_IF_ROW2 row = {};
    row.InterfaceLuid = adapter.Luid;
    if (::GetIfEntry2(&row) == NO_ERROR) {
        facts.enabled = row.AdminStatus != NET_IF_ADMIN_STATUS_DOWN;
        facts.operational =
            facts.operational && row.MediaConnectState != MediaConnectStateDisconnected;
    }
    return facts;
}

Result<QList<AdapterFacts>> readAdapters()
{
    const ULONG flags =
        GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST; // gateways come with the routes
    ULONG size = 16 << 10; // what the documentation suggests, so that one call is enough
    std::vector<char> room;
    ULONG status = ERROR_BUFFER_OVERFLOW;
    // Adapters may come while we ask for how many there are.
    for (int tries = 0; status == ERROR_BUFFER_OVERFLOW && tries < 4 && size <= maxFacts; ++tries) {
        room.resize(size);
        status = ::GetAdaptersAddresses(
            AF_UNSPEC, flags, nullptr, reinterpret_cast<IP_ADAPTER_ADDRESSES*>(room.data()), &size);
    }
    QList<AdapterFacts> adapters;
    if (status == ERROR_NO_DATA)
        return adapters;
    if (status != NO_ERROR)
        return tl::unexpected(systemError(status, QStringLiteral("GetAdaptersAddresses")));
    for (const auto* one = reinterpret_cast<const IP_ADAPTER_ADDRESSES_LH*>(room.data());
         one && adapters.size() < maxAdapters; one = one->Next)
        adapters.append(factsOf(*one));
    return adapters;
}

struct Routes {
    QList<RouteFacts> defaults; // and the halves of one
    bool tellIpv6 = false;      // whether there is any of IPv6
};

Result<Routes> readRoutes()
{
    MIB_IPFORWARD_TABLE2* table = nullptr;
    const ULONG status = ::GetIpForwardTable2(AF_UNSPEC, &table);
    const std::unique_ptr<MIB_IPFORWARD_TABLE2, decltype(&::FreeMibTable)> owner(table,
                                                                                 ::FreeMibTable);
    if (status == ERROR_NOT_FOUND)
        return Routes();
    if (status != NO_ERROR)
        return tl::unexpected(systemError(status, QStringLiteral("GetIpForwardTable2")));
    Routes routes;
    for (ULONG i = 0; i < table->NumEntries && i < maxRoutes; ++i) {
        const MIB_IPFORWARD_ROW2& row = table->Table[i];
        const auto family = row.DestinationPrefix.Prefix.si_family;
        routes.tellIpv6 = routes.tellIpv6 || family == AF_INET6;
        if (row.DestinationPrefix.PrefixLength <= 1)
            routes.defaults.append({addressOf(row.DestinationPrefix.Prefix),
                                    row.DestinationPrefix.PrefixLength, addressOf(row.NextHop),
                                    row.InterfaceLuid.Value, row.Metric});
    }
    return routes;
}

// From which address a packet to the world would leave. Sends nothing.
QHostAddress ipv6Source()
{
    WSADATA data;
    if (::WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return {};
    QHostAddress source;
    const SOCKET socket = ::socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP);
    sockaddr_in6 away = {};
    away.sin6_family = AF_INET6;
    away.sin6_port = ::htons(443);
    away.sin6_addr.u.Byte[0] = 0x2a; // within 2000::/3, all that is given out
    sockaddr_storage own = {};
    int size = sizeof own;
    if (socket != INVALID_SOCKET &&
        ::connect(socket, reinterpret_cast<const sockaddr*>(&away), sizeof away) == 0 &&
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &size) == 0)
        source = QHostAddress(reinterpret_cast<const sockaddr*>(&own));
    if (socket != INVALID_SOCKET)
        ::closesocket(socket);
    ::WSACleanup();
    return source;
}

// Windows has rows for every address of its own, so a table without any tells nothing (that of
// Wine 8 never holds IPv6). Then the stack is asked itself, which leaves only the gateway unknown.
void addUntoldRoutes(NetworkFacts& facts)
{
    const QHostAddress source = ipv6Source();
    for (const AdapterFacts& adapter : facts.adapters)
        if (!source.isNull() && adapter.addresses.contains(source))
            facts.routes.append({QHostAddress(QHostAddress::AnyIPv6), 0, {}, adapter.luid, 0});
}

} // namespace

Result<NetworkFacts> readNetworkFacts()
{
    const auto adapters = readAdapters();
    const auto routes = readRoutes();
    if (!adapters || !routes)
        return tl::unexpected(adapters ? routes.error() : adapters.error());
    NetworkFacts facts{*adapters, routes->defaults};
    if (!routes->tellIpv6)
        addUntoldRoutes(facts);
    return facts;
}

VersionFacts readVersionFacts()
{
    VersionFacts facts;
    using Ask = LONG(WINAPI*)(RTL_OSVERSIONINFOW*);
    const HMODULE library = ::GetModuleHandleW(L"ntdll.dll");
    const auto ask =
        reinterpret_cast<Ask>(reinterpret_cast<void*>(::GetProcAddress(library, "RtlGetVersion")));
    RTL_OSVERSIONINFOW version = {};
    version.dwOSVersionInfoSize = sizeof version;
    if (ask && ask(&version) == 0) {
        facts.major = version.dwMajorVersion;
        facts.minor = version.dwMinorVersion;
        facts.build = version.dwBuildNumber;
    }
    facts.revision = machineNumber(versionKey, QStringLiteral("UBR"));
    facts.productName = machineText(versionKey, QStringLiteral("ProductName"));
    facts.displayVersion = machineText(versionKey, QStringLiteral("DisplayVersion"));
    if (facts.displayVersion.isEmpty()) // its name before version 20H2
        facts.displayVersion = machineText(versionKey, QStringLiteral("ReleaseId"));
    return facts;
}

QString WindowsSystem::osName() const
{
    return QStringLiteral("windows");
}

QString WindowsSystem::osVersion() const
{
    return versionWords(readVersionFacts());
}

Result<NetworkState> WindowsSystem::network() const
{
    return readNetworkFacts().map(networkStateFrom);
}

QString WindowsSystem::hostsPath() const
{
    return windowsHostsPath().replace(u'/', u'\\');
}

Result<QByteArray> WindowsSystem::hostsFile() const
{
    return readBounded(windowsHostsPath(), maxHosts);
}

} // namespace reconnect::windows_os
