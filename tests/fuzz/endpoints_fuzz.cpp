#include "core/endpoints.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto json = QByteArray::fromRawData(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto endpoints = reconnect::parseEndpoints(json);
    // An error names its line, and what is accepted can be asked.
    if (!endpoints && endpoints.error().code == reconnect::ErrorCode::Malformed &&
        !endpoints.error().detail.startsWith(QStringLiteral("line ")))
        std::abort();
    if (endpoints && endpoints->zoomHosts.isEmpty())
        std::abort();
    return 0;
}
