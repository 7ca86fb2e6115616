#include "platform/macos/proxy/mac_proxy_settings.h"
#include "platform/macos/proxy/managed_proxies.h"
#include "platform/macos/proxy/network_services.h"
#include "platform/macos/proxy/scutil_dictionary.h"
#include "platform/macos/proxy/service_proxies.h"
#include "tests/support/transcripts.h"

#include <QJsonArray>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

// The output, where the command is the one that is run for it.
CommandOutput of(const char* name, const Command& command)
{
    const QByteArray path = QByteArray("macos/") + name;
    const Transcript read = transcript(path.constData());
    CHECK(read.line == (QStringList{command.program} + command.arguments).join(QLatin1Char(' ')));
    CHECK(command.timeoutMs > 0);
    return read.output;
}

CommandOutput ofWifi(const char* name, ProxyPart part)
{
    return of(name, readPart(part, QStringLiteral("Wi-Fi")));
}

QStringList names(const Result<QList<NetworkService>>& services)
{
    REQUIRE(services);
    QStringList list;
    for (const NetworkService& one : *services)
        list.append(one.name + QLatin1Char('|') + one.device +
                    (one.enabled ? QString() : QStringLiteral(" off")));
    return list;
}

QString words(const QList<ConfiguredProxy>& proxies)
{
    QStringList list;
    for (const ConfiguredProxy& one : proxies)
        list.append(one.kind == ProxyKind::Detect ? QStringLiteral("detect")
                    : one.kind == ProxyKind::Script
                        ? one.script.toString()
                        : QStringLiteral("%1:%2").arg(one.host).arg(one.port));
    return list.join(QLatin1Char(' '));
}

} // namespace

TEST_CASE("mac services: each with its device, the disabled ones and a name with an asterisk told "
          "apart")
{
    CHECK(names(readNetworkServices(of("networksetup/order", listNetworkServices()))) ==
          QStringList{QStringLiteral("USB 10/100/1000 LAN|en5"), QStringLiteral("Wi-Fi|en0"),
                      QStringLiteral("Thunderbolt Bridge|bridge0 off"),
                      QStringLiteral("*Lab, (old)|en7"), QStringLiteral("Work VPN|")});
}

TEST_CASE("mac services: names and words may be of any language")
{
    CHECK(names(readNetworkServices(of("networksetup/order-german", listNetworkServices()))) ==
          QStringList{QStringLiteral("WLAN|en0"), QStringLiteral("Thunderbolt-Brücke|bridge0 off"),
                      QStringLiteral("ネットワーク 2|en4")});
    CHECK(
        names(readNetworkServices(of("networksetup/order-other-words", listNetworkServices()))) ==
        QStringList{QStringLiteral("WLAN|en0"), QStringLiteral("Thunderbolt-Brücke|bridge0 off")});
}

TEST_CASE("mac services: what is cut off or something else is malformed, a refusal is one")
{
    const auto cut = readNetworkServices(of("networksetup/order-cut-off", listNetworkServices()));
    REQUIRE_FALSE(cut);
    CHECK(cut.error().code == ErrorCode::Malformed);
    CHECK(readNetworkServices({}).error().code == ErrorCode::Malformed);
    CHECK(readNetworkServices({4, "no\n", {}}).error().code == ErrorCode::Failed);
    // A name that no change can hold.
    CHECK_FALSE(readNetworkServices({0, "(1) a\tb\n(Hardware Port: x, Device: en0)\n", {}}));
}

TEST_CASE("mac proxy parts: on, off, kept and with a login, whatever the labels are called")
{
    struct Row {
        const char* name;
        ProxyPart part;
        ProxyPartState state;
    };
    const QString local = QStringLiteral("127.0.0.1");
    const QString address = QStringLiteral("http://proxy.example:8080/wpad.dat");
    const Row rows[]{
        {"networksetup/secure-web-on", ProxyPart::SecureWeb, {true, local, 8080, false, {}}},
        {"networksetup/secure-web-other-labels",
         ProxyPart::SecureWeb,
         {true, local, 8080, false, {}}},
        {"networksetup/secure-web-off", ProxyPart::SecureWeb, {false, {}, 0, false, {}}},
        {"networksetup/secure-web-off-kept", ProxyPart::SecureWeb, {false, local, 8080, false, {}}},
        {"networksetup/secure-web-login",
         ProxyPart::SecureWeb,
         {true, QStringLiteral("proxy.example"), 3128, true, {}}},
        {"networksetup/socks-on",
         ProxyPart::Socks,
         {true, QStringLiteral("192.0.2.9"), 1080, false, {}}},
        {"networksetup/socks-off", ProxyPart::Socks, {false, {}, 0, false, {}}},
        {"networksetup/script-on", ProxyPart::Script, {true, {}, 0, false, address}},
        {"networksetup/script-off", ProxyPart::Script, {false, {}, 0, false, {}}},
        {"networksetup/discovery-on", ProxyPart::Discovery, {true, {}, 0, false, {}}},
        {"networksetup/discovery-off", ProxyPart::Discovery, {false, {}, 0, false, {}}},
    };
    for (const Row& row : rows) {
        INFO(row.name);
        const auto state = readPartState(row.part, ofWifi(row.name, row.part));
        REQUIRE(state);
        CHECK(*state == row.state);
    }
}

TEST_CASE("mac proxy parts: where it can't be told what is on, nothing is supposed")
{
    for (const char* name :
         {"networksetup/secure-web-other-words", "networksetup/secure-web-cut-off",
          "networksetup/secure-web-reordered"}) {
        INFO(name);
        const auto state = readPartState(ProxyPart::SecureWeb, ofWifi(name, ProxyPart::SecureWeb));
        REQUIRE_FALSE(state);
        CHECK(state.error().code == ErrorCode::Malformed);
    }
    const auto gone =
        readPartState(ProxyPart::Web, of("networksetup/no-such-service",
                                         readPart(ProxyPart::Web, QStringLiteral("Gone"))));
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == ErrorCode::Failed);
}

TEST_CASE("mac proxy parts: exceptions are hosts, and that there are none is a sentence")
{
    const Command command = readExceptions(QStringLiteral("Wi-Fi"));
    CHECK(readExceptionList(of("networksetup/exceptions", command)) ==
          QStringList{QStringLiteral("*.local"), QStringLiteral("169.254/16"),
                      QStringLiteral("intranet.example")});
    CHECK(readExceptionList(of("networksetup/no-exceptions", command)).isEmpty());
}

TEST_CASE("scutil: nested dictionaries and arrays are read, and what is not whole is malformed")
{
    const auto manual = readScutilDictionary(transcript("macos/scutil/proxy-manual").output.out);
    REQUIRE(manual);
    CHECK(manual->value(QLatin1String("HTTPSPort")).toString() == QLatin1String("8080"));
    CHECK(manual->value(QLatin1String("ExceptionsList")).toArray().size() == 3);
    CHECK((*manual)[QLatin1String("__SCOPED__")][QLatin1String("en0")][QLatin1String("HTTPSProxy")]
              .toString() == QLatin1String("10.9.9.9"));

    QByteArray deep = "<dictionary> {\n";
    for (int i = 0; i < 4000; ++i)
        deep += "a : <dictionary> {\n";
    for (const QByteArray& text :
         {transcript("macos/scutil/proxy-cut-off").output.out, QByteArray(), QByteArray("No\n"),
          QByteArray("<dictionary> {\n}\n}\n"), deep}) {
        const auto read = readScutilDictionary(text);
        REQUIRE_FALSE(read);
        CHECK((read.error().code == ErrorCode::Malformed ||
               read.error().code == ErrorCode::TooLarge));
    }
}

TEST_CASE("scutil: in use is what carries HTTPS, and not what is for one interface alone")
{
    const auto inUse = [](const char* name) {
        const auto dictionary = readScutilDictionary(transcript(name).output.out);
        REQUIRE(dictionary);
        return proxiesInUse(*dictionary);
    };
    CHECK(inUse("macos/scutil/proxy-none").isEmpty());
    const auto manual = inUse("macos/scutil/proxy-manual");
    CHECK(words(manual) == QLatin1String("127.0.0.1:8080"));
    CHECK(manual.first().bypass.size() == 3);
    CHECK(words(inUse("macos/scutil/proxy-script")) ==
          QLatin1String("detect http://proxy.example:8080/wpad.dat"));
    const auto socks = readScutilDictionary(
        "<dictionary> {\n SOCKSEnable : 1\n SOCKSPort : 1080\n SOCKSProxy : 192.0.2.9\n}\n");
    REQUIRE(socks);
    CHECK(proxiesInUse(*socks).first().scheme == ProxyScheme::Socks5);
    const auto web = readScutilDictionary(
        "<dictionary> {\n HTTPEnable : 1\n HTTPPort : 80\n HTTPProxy : 192.0.2.9\n}\n");
    REQUIRE(web);
    CHECK(proxiesInUse(*web).isEmpty());
}

TEST_CASE("profiles: proxies are found in payloads of any kind, and hostile lists are malformed")
{
    const auto proxies = [](const char* name) {
        const auto read = readProfileProxies(of(name, showProfiles()));
        REQUIRE(read);
        return words(*read);
    };
    CHECK(proxies("profiles/none").isEmpty());
    CHECK(proxies("profiles/global-proxy") == QLatin1String("proxy.example:3128"));
    CHECK(proxies("profiles/network-settings") ==
          QLatin1String("127.0.0.1:8080 http://proxy.example:8080/wpad.dat"));

    const auto cut = readProfileProxies(of("profiles/cut-off", showProfiles()));
    REQUIRE_FALSE(cut);
    CHECK(cut.error().code == ErrorCode::Malformed);
    QByteArray deep = "<?xml version=\"1.0\"?><plist>";
    for (int i = 0; i < 2000; ++i)
        deep += "<dict><key>a</key>";
    CHECK_FALSE(readProfileProxies({0, deep, {}}));
    CHECK_FALSE(readProfileProxies({0, "<?xml version=\"1.0\"?><html></html>", {}}));
    CHECK_FALSE(readProfileProxies({1, {}, "no"}));
}
