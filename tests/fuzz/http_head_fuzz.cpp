#include "core/net/http_head.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto head = reconnect::readHttpHead(bytes);
    const bool complete = head.state == reconnect::HttpHead::State::Complete;
    if (head.size > bytes.size() || (complete && (head.status < 100 || head.status > 599)))
        std::abort();
    return 0;
}
