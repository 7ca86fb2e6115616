#include "platform/linux/zoom/package_key.h"

#include <cstddef>
#include <cstdint>

using namespace reconnect::linux_os;

// The key with the fingerprint of the seed's; whatever else the file holds, what is taken for it is
// a part of the file, and is found again by itself.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray fingerprint("AD0351C1906866A3C691673F4EE6A24096E22931");
    const QByteArray file(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto key = keyWithFingerprint(file, fingerprint);
    if (!key)
        return 0;
    const auto again = keyWithFingerprint(armoured(key->primary + key->subkeys), fingerprint);
    if (!again || again->primary != key->primary)
        __builtin_trap();
    return 0;
}
