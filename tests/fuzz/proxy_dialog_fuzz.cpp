#include "core/net/proxy_dialog.h"

#include <cstdint>
#include <cstdlib>

// The first byte chooses the kind of proxy, the rest is what it says.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    using namespace reconnect;
    if (size == 0)
        return 0;
    ProxyDialog dialog(ProxyScheme(data[0] % 4), QStringLiteral("zoom.us"), 443);
    QByteArray bytes(reinterpret_cast<const char*>(data) + 1, qsizetype(size) - 1);
    for (;;) {
        const auto step = dialog.hear(bytes);
        if (step.consumed > bytes.size() || step.reason.size() > 100)
            std::abort();
        if (step.state != ProxyDialog::Step::State::More || step.consumed == 0)
            return 0;
        bytes = bytes.mid(step.consumed);
    }
}
