#include "platform/pac/computer.h"

#include <memory>
#include <winsock2.h>
#include <ws2tcpip.h>
// After them, because it stands on them.
#include <iphlpapi.h>

namespace reconnect::pac {
namespace {

// Winsock lives as long as this program.
void beginSockets()
{
    static const int begun = [] {
        WSADATA facts;
        return WSAStartup(MAKEWORD(2, 2), &facts);
    }();
    (void)begun;
}

std::string textOf(const sockaddr* address)
{
    char text[INET6_ADDRSTRLEN] = "";
    if (address->sa_family == AF_INET) {
        const auto* ipv4 = reinterpret_cast<const sockaddr_in*>(address);
        inet_ntop(AF_INET, &ipv4->sin_addr, text, sizeof text);
    } else if (address->sa_family == AF_INET6) {
        const auto* ipv6 = reinterpret_cast<const sockaddr_in6*>(address);
        inet_ntop(AF_INET6, &ipv6->sin6_addr, text, sizeof text);
    }
    return text;
}

bool isOwn(const std::string& address)
{
    return !address.empty() && address != "::1" && address.rfind("127.", 0) != 0 &&
           address.rfind("fe80:", 0) != 0;
}

} // namespace

std::vector<std::string> resolveAddresses(const std::string& host)
{
    beginSockets();
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &list) != 0)
        return {};
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> guard(list, freeaddrinfo);
    std::vector<std::string> addresses;
    for (const addrinfo* entry = list; entry; entry = entry->ai_next)
        addresses.push_back(textOf(entry->ai_addr));
    return addresses;
}

std::vector<std::string> ownAddresses()
{
    beginSockets();
    constexpr ULONG flags =
        GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER;
    std::vector<char> buffer(64 << 10);
    auto size = ULONG(buffer.size());
    auto* list = reinterpret_cast<IP_ADAPTER_ADDRESSES*>(buffer.data());
    if (GetAdaptersAddresses(AF_UNSPEC, flags, nullptr, list, &size) != NO_ERROR)
        return {};
    std::vector<std::string> addresses;
    for (const auto* adapter = list; adapter; adapter = adapter->Next) {
        if (adapter->OperStatus != IfOperStatusUp)
            continue;
        for (const auto* one = adapter->FirstUnicastAddress; one; one = one->Next) {
            const std::string address = textOf(one->Address.lpSockaddr);
            if (isOwn(address))
                addresses.push_back(address);
        }
    }
    return addresses;
}

void endAfter(unsigned seconds)
{
    constexpr DWORD millisecond = 1000;
    HANDLE timer = nullptr;
    CreateTimerQueueTimer(
        &timer, nullptr, [](void*, BOOLEAN) { TerminateProcess(GetCurrentProcess(), 1); }, nullptr,
        seconds * millisecond, 0, WT_EXECUTEONLYONCE);
}

} // namespace reconnect::pac
