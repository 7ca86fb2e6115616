#include "core/net/http_response.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace reconnect;

// However an answer is cut into pieces it reads the same, and never holds more than the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const HttpLimits limits{4096, 1024, size % 2 == 0};
    HttpResponseReader whole(limits);
    HttpResponseReader pieces(limits);
    whole.feed(bytes);
    for (qsizetype at = 0; at < bytes.size(); at += 7)
        pieces.feed(bytes.mid(at, 7));
    whole.ended();
    pieces.ended();
    if (whole.response().body.size() > limits.body || pieces.response().body.size() > limits.body)
        std::abort();
    if (whole.state() != pieces.state() || whole.response().body != pieces.response().body)
        std::abort();
    return 0;
}
