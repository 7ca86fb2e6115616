#include "platform/helper/order.h"

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace reconnect;

// The helper's command line, its words parted by NUL, and an answer of the helper. What is taken
// for an order is written as that order again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray all(reinterpret_cast<const char*>(data), qsizetype(size));
    static_cast<void>(readAnswer(all));
    static_cast<void>(readTelling(all));

    const QByteArrayList parts = all.split('\0');
    std::vector<const char*> words{"reconnect2026-helper"};
    for (const QByteArray& part : parts)
        words.push_back(part.constData());
    const auto read = wordsFrom(int(words.size()), words.data());
    if (!read)
        return 0;
    const auto order = orderFromArguments(*read);
    if (order && toArguments(*order) != *read)
        __builtin_trap();
    return 0;
}
