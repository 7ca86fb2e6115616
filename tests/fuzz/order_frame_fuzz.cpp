#include "platform/windows/helper/order_frame.h"

#include <cstddef>
#include <cstdint>

using namespace reconnect;

// What reaches the helper through its pipe. What is read is written as those bytes again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray all(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto words = windows_os::readFrame(all);
    if (words && *words && windows_os::frameOf(**words).value_or(QByteArray()) != all)
        __builtin_trap();
    return 0;
}
