#include "platform/macos/firewall/pf_rules.h"

#include <cstddef>
#include <cstdint>

using namespace reconnect;
using namespace reconnect::macos::firewall;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), qsizetype(size));
    static_cast<void>(pfIsOnFrom(text));
    const auto names = pfAnchorsFrom(text);
    const auto rules = pfRulesFrom(text);
    if (!rules)
        return 0;
    PfRuleset all{{QString(), *rules}};
    if (names)
        for (const QString& name : *names)
            all.insert(name, *rules); // anchors that call each other
    pfFateOf({Transport::Tcp, QHostAddress(QStringLiteral("203.0.113.5")), 443}, 501, all);
    pfFateOf({Transport::Udp, QHostAddress(QStringLiteral("2001:db8::5")), 8801}, {}, all);
    return 0;
}
