#include "core/net/dns_message.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace reconnect;
    const QByteArray message(reinterpret_cast<const char*>(data), qsizetype(size));
    for (const DnsType type : {DnsType::A, DnsType::Aaaa}) {
        const DnsReply reply = parseDns(message, {0x1234, QStringLiteral("zoom.us"), type});
        if (reply.addresses.size() > 16)
            std::abort();
        if (reply.kind == DnsReply::Kind::Foreign && !reply.addresses.isEmpty())
            std::abort();
    }
    return 0;
}
