#include "core/net/stun.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace reconnect;
    const QByteArray message(reinterpret_cast<const char*>(data), qsizetype(size));
    const StunReply reply = parseStun(message, message.mid(8, 12));
    if (reply.kind != StunReply::Kind::Answered && !reply.mapped.isNull())
        std::abort();
    return 0;
}
