#include "platform/linux/firewall/nft_parser.h"
#include "platform/linux/firewall/walker.h"

#include <cstddef>
#include <cstdint>

using namespace reconnect;
using namespace reconnect::firewall;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), qsizetype(size));
    nftTexts(text);
    const auto ruleset = parseNft(text);
    if (!ruleset)
        return 0;
    Packet packet;
    packet.source = QHostAddress(QStringLiteral("10.9.0.1"));
    packet.destination = QHostAddress(QStringLiteral("203.0.113.5"));
    packet.destinationPort = 443;
    packet.interface = QStringLiteral("eth0");
    packet.local = false;
    packet.user = 1000;
    fateOf(packet, *ruleset);
    packet.reply = packet.ipv6 = true;
    fateOf(packet, *ruleset);
    return 0;
}
