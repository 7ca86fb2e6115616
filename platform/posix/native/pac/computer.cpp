#include "platform/pac/computer.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace reconnect::pac {
namespace {

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
    ifaddrs* list = nullptr;
    if (getifaddrs(&list) != 0)
        return {};
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> guard(list, freeifaddrs);
    std::vector<std::string> addresses;
    for (const ifaddrs* entry = list; entry; entry = entry->ifa_next) {
        if (!entry->ifa_addr)
            continue;
        const std::string address = textOf(entry->ifa_addr);
        if (isOwn(address))
            addresses.push_back(address);
    }
    return addresses;
}

void endAfter(unsigned seconds)
{
    alarm(seconds); // SIGALRM ends a program that does not handle it
}

} // namespace reconnect::pac
