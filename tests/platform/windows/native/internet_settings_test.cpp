#include "platform/windows/native/internet_settings.h"
#include "platform/windows/proxy/connection_proxy_setting.h"
#include "platform/windows/proxy/services_proxy_setting.h"
#include "tests/support/setting_contract.h"
#include "tests/support/wait.h"

#include <QSettings>

#include <optional>
#include <windows.h>
// After windows.h.
#include <wininet.h>

// Windows' own settings, as the person who runs the tests has them: put as they were at the end.
// What Wine 8 loses (exceptions, script, detection, named connections, and of a list of servers all
// but the one for HTTP) is tested by the fake in proxy_setting_test.cpp alone.
using namespace reconnect;
using namespace reconnect::test;
using namespace reconnect::windows_os;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

bool setServer(const QString& server, DWORD flags)
{
    std::wstring wide = server.toStdWString();
    INTERNET_PER_CONN_OPTIONW options[2] = {};
    options[0].dwOption = INTERNET_PER_CONN_PROXY_SERVER;
    options[0].Value.pszValue = wide.data();
    options[1].dwOption = INTERNET_PER_CONN_FLAGS;
    options[1].Value.dwValue = flags;
    INTERNET_PER_CONN_OPTION_LISTW list = {};
    list.dwSize = sizeof list;
    list.dwOptionCount = 2;
    list.pOptions = options;
    return InternetSetOptionW(nullptr, INTERNET_OPTION_PER_CONNECTION_OPTION, &list, sizeof list);
}

// The person's settings with a proxy in them, and as they were afterwards.
struct OwnProxy {
    NativeInternetSettings settings;
    Result<ConnectionOptions> found = settings.options({});

    OwnProxy()
    {
        REQUIRE(found);
        REQUIRE(setServer(text("127.0.0.1:9"), PROXY_TYPE_PROXY));
    }
    ~OwnProxy()
    {
        if (found)
            setServer(found->server, found->flags);
    }
    OwnProxy(const OwnProxy&) = delete;
    OwnProxy& operator=(const OwnProxy&) = delete;
};

// As the registry holds it, without the parts that count changes.
QByteArray registry()
{
    const QSettings key(
        text("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings"),
        QSettings::NativeFormat);
    QStringList all;
    for (const char* name : {"ProxyEnable", "ProxyServer", "ProxyOverride", "AutoConfigURL"})
        all.append(text(name) + u'=' + key.value(text(name)).toString());
    return all.join(u'\n').toUtf8();
}

} // namespace

TEST_CASE("windows internet settings: a manual proxy goes off and comes back for real")
{
    OwnProxy proxy;
    ConnectionProxySetting setting(proxy.settings);
    const Change change = TurnOffProxy{text("wininet"), text("Windows proxy settings"), false};
    CHECK(registry().contains("ProxyServer=127.0.0.1:9"));
    checkSettingContract(setting, change, registry);
    const QByteArray on = registry();
    checkSettingYields(setting, change, registry,
                       [] { REQUIRE(setServer(text("127.0.0.1:7"), PROXY_TYPE_PROXY)); });
    CHECK(registry() != on);
    CHECK(registry().contains("ProxyServer=127.0.0.1:7"));
}

TEST_CASE("windows internet settings: what was set is what is read, on another thread")
{
    OwnProxy proxy;
    NativeProxySnapshots snapshots;
    WindowsProxySettings settings(snapshots);
    QObject context;
    std::optional<ProxyReading> reading;
    settings.read(&context, [&](const ProxyReading& answer) { reading = answer; });
    CHECK_FALSE(reading);
    REQUIRE(waitFor([&] { return reading.has_value(); }, 15000));
    CHECK(reading->problems.isEmpty());
    bool isRead = false;
    for (const ConfiguredProxy& one : reading->proxies)
        isRead |= one.source == text("wininet") && one.place == text("Windows proxy settings") &&
                  one.host == text("127.0.0.1") && one.port == 9 && one.effective;
    CHECK(isRead);

    // Nobody is answered whose context is gone.
    bool called = false;
    {
        QObject gone;
        settings.read(&gone, [&](const ProxyReading&) { called = true; });
    }
    CHECK_FALSE(waitFor([&] { return called; }, 300));
}

TEST_CASE("windows internet settings: the services' proxy goes off and comes back for real")
{
    NativeInternetSettings settings;
    const auto found = settings.services();
    REQUIRE(found);
    const ServicesProxy wanted{true, text("proxy.example:3128"), text("<local>;10.*")};
    if (const auto set = settings.setServices(wanted); !set) {
        CHECK(set.error().code == ErrorCode::NotPermitted);
        WARN("skipped: only an administrator can set it");
        return;
    }
    CHECK(*settings.services() == wanted);
    ServicesProxySetting setting(settings);
    const Change change = TurnOffProxy{text("winhttp"), text("WinHTTP proxy settings"), false};
    const Snapshot snapshot = [&] {
        const auto now = settings.services();
        return now ? (now->server + u'|' + now->bypass).toUtf8() : QByteArray("?");
    };
    checkSettingContract(setting, change, snapshot);
    checkSettingYields(setting, change, snapshot, [&] {
        REQUIRE(settings.setServices({true, text("other.example:1"), {}}));
    });
    REQUIRE(settings.setServices(*found));
    CHECK(*settings.services() == *found);
}

TEST_CASE("windows internet settings: policies are read from the registry")
{
    NativeInternetSettings settings;
    const auto before = settings.policies();
    REQUIRE(before);
    QSettings zoom(text("HKEY_CURRENT_USER\\Software\\Policies\\Zoom\\Zoom Meetings\\General"),
                   QSettings::NativeFormat);
    QSettings locks(
        text("HKEY_CURRENT_USER\\Software\\Policies\\Microsoft\\Internet Explorer\\Control Panel"),
        QSettings::NativeFormat);
    if (!zoom.isWritable() || !locks.isWritable() || zoom.contains(text("ProxyServer")) ||
        locks.contains(text("Proxy"))) {
        WARN("skipped: this computer's policies are not ours to write");
        return;
    }
    zoom.setValue(text("ProxyServer"), text("zoomproxy.example:3128"));
    locks.setValue(text("Proxy"), 1);
    zoom.sync();
    locks.sync();
    const auto set = settings.policies();
    zoom.remove(text("ProxyServer"));
    locks.remove(text("Proxy"));
    zoom.sync();
    locks.sync();
    REQUIRE(set);
    CHECK(set->zoomServer == text("zoomproxy.example:3128"));
    CHECK(set->serverLocked);
    CHECK_FALSE(set->scriptLocked);
    CHECK(*settings.policies() == *before);
}
