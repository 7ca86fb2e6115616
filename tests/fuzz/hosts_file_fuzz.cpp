#include "core/net/hosts_file.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace reconnect;
    const QByteArray file(reinterpret_cast<const char*>(data), qsizetype(size));
    for (const HostsLine& line : hostsLines(file, [](const QString&) { return true; }))
        if (line.address.isNull() || line.names.isEmpty() || line.number < 1)
            std::abort();
    return 0;
}
