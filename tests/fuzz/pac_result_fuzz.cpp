#include "core/net/pac_result.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const auto text = QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(size));
    for (const auto& choice : reconnect::readPacResult(text))
        if (!choice.direct && (choice.host.isEmpty() || choice.port == 0))
            std::abort();
    return 0;
}
