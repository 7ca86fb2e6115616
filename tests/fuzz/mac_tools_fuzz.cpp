#include "platform/macos/firewall/application_firewall.h"
#include "platform/macos/proxy/mac_proxy_settings.h"
#include "platform/macos/proxy/managed_proxies.h"
#include "platform/macos/proxy/network_services.h"
#include "platform/macos/proxy/scutil_dictionary.h"
#include "platform/macos/security/mac_security.h"
#include "platform/macos/system/mac_system.h"
#include "platform/macos/system/name_servers.h"
#include "platform/macos/system/refusal.h"
#include "platform/macos/system/routes.h"
#include "platform/macos/zoom/code_signature.h"
#include "platform/macos/zoom/package_facts.h"
#include "platform/macos/zoom/package_signature.h"
#include "platform/macos/zoom/process_list.h"
#include "platform/macos/zoom/zoom_apps.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace reconnect;
using namespace reconnect::macos;

// What tools of a Mac print, each to all that read such.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), qsizetype(size));
    const QString app = QStringLiteral("/Applications/zoom.us.app");
    static_cast<void>(firewall::modeFrom(text));
    static_cast<void>(firewall::programsFrom(text));
    if (const auto extensions = extensionsFrom(text))
        ofExtensions(*extensions, knownPrograms());
    signatureFrom(CommandOutput{1, {}, text}, app);
    processesFrom(text, 501, {app});
    versionFrom(CommandOutput{0, text, {}});
    static_cast<void>(factsFrom(text));
    static_cast<void>(readNetworkServices({0, text, {}}));
    for (const ProxyPart part : {ProxyPart::SecureWeb, ProxyPart::Script, ProxyPart::Discovery})
        static_cast<void>(readPartState(part, {0, text, {}}));
    readExceptionList({0, text, {}});
    if (const auto dictionary = readScutilDictionary(text))
        proxiesInUse(*dictionary);
    static_cast<void>(readProfileProxies({0, "<?xml version=\"1.0\"?>" + text, {}}));
    static_cast<void>(readRoutes(text));
    if (readNameServers(text).size() > 8 || versionWords(text).size() > 100)
        std::abort();
    static_cast<void>(appleEventError({1, {}, text}));
    // Never good without the two that make it so.
    if (acceptSignature({0, text, {}}) && !(text.contains("BJ4HAAB9B3") && text.contains("B0 ")))
        std::abort();
    return 0;
}
