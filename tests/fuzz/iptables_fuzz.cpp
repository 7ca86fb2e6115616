#include "platform/linux/firewall/iptables_parser.h"
#include "platform/linux/firewall/walker.h"

#include <cstddef>
#include <cstdint>

using namespace reconnect;
using namespace reconnect::firewall;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), qsizetype(size));
    for (const bool ipv6 : {false, true}) {
        const auto tables = parseIptables(text, ipv6);
        if (!tables)
            continue;
        Packet packet;
        packet.ipv6 = ipv6;
        packet.transport = Transport::Udp;
        packet.destination = QHostAddress(QStringLiteral("203.0.113.5"));
        packet.destinationPort = 8801;
        packet.user = 1000;
        fateOf(packet, tables->ruleset);
    }
    return 0;
}
