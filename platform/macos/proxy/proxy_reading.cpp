#include "core/tr.h"
#include "platform/macos/proxy/mac_proxy_settings.h"

#include "platform/macos/proxy/managed_proxies.h"
#include "platform/proxy/proxy_text.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace reconnect::macos {
namespace {

ConfiguredProxy scriptAt(const QString& address)
{
    ConfiguredProxy proxy;
    proxy.kind = ProxyKind::Script;
    proxy.script = readScriptAddress(address);
    return proxy;
}

ConfiguredProxy detection()
{
    ConfiguredProxy proxy;
    proxy.kind = ProxyKind::Detect;
    return proxy;
}

QList<ConfiguredProxy> proxiesOf(const ProxySnapshot::Service& service)
{
    QList<ConfiguredProxy> proxies;
    const auto isOn = [](const std::optional<ProxyPartState>& part) { return part && part->on; };
    const auto server = [&](const ProxyPartState& part, ProxyScheme scheme) {
        ConfiguredProxy proxy = readProxyParts(part.server, part.port, scheme);
        proxy.hasCredentials = proxy.hasCredentials || part.authenticated;
        proxies.append(proxy);
    };
    if (isOn(service.discovery))
        proxies.append(detection());
    if (isOn(service.script))
        proxies.append(scriptAt(service.script->script));
    if (isOn(service.secureWeb))
        server(*service.secureWeb, ProxyScheme::Http);
    else if (isOn(service.socks))
        server(*service.socks, ProxyScheme::Socks5);
    for (ConfiguredProxy& proxy : proxies) {
        proxy.source = serviceSource;
        proxy.place = service.name;
        proxy.bypass = service.exceptions;
    }
    return proxies;
}

bool isIn(const ConfiguredProxy& proxy, const QList<ConfiguredProxy>& list)
{
    return std::any_of(list.begin(), list.end(), [&proxy](const ConfiguredProxy& other) {
        return isSameProxy(proxy, other);
    });
}

} // namespace

QList<ConfiguredProxy> proxiesInUse(const QJsonObject& dictionary)
{
    const auto text = [&dictionary](const char* key) {
        return dictionary.value(QLatin1String(key)).toString();
    };
    const auto isOn = [&text](const char* key) { return text(key).toInt() != 0; };
    QList<ConfiguredProxy> proxies;
    if (isOn("ProxyAutoDiscoveryEnable"))
        proxies.append(detection());
    if (isOn("ProxyAutoConfigEnable"))
        proxies.append(scriptAt(text("ProxyAutoConfigURLString")));
    if (isOn("HTTPSEnable"))
        proxies.append(
            readProxyParts(text("HTTPSProxy"), text("HTTPSPort").toInt(), ProxyScheme::Http));
    else if (isOn("SOCKSEnable"))
        proxies.append(
            readProxyParts(text("SOCKSProxy"), text("SOCKSPort").toInt(), ProxyScheme::Socks5));
    QStringList exceptions;
    for (const QJsonValue entry : dictionary.value(QLatin1String("ExceptionsList")).toArray())
        exceptions.append(entry.toString());
    for (ConfiguredProxy& proxy : proxies)
        proxy.bypass = exceptions.mid(0, 500);
    return proxies;
}

ProxyReading readingOf(const ProxySnapshot& snapshot)
{
    const QList<ConfiguredProxy> inUse = snapshot.inUse.value_or(QList<ConfiguredProxy>());
    ProxyReading reading;
    reading.problems = snapshot.problems;
    for (const auto& service : snapshot.services) {
        for (ConfiguredProxy proxy : proxiesOf(service)) {
            proxy.effective = isIn(proxy, inUse);
            if (isIn(proxy, snapshot.managed)) {
                proxy.source = policySource;
                proxy.place = tr("%1 (managed)").arg(proxy.place);
            }
            reading.proxies.append(proxy);
        }
    }
    for (ConfiguredProxy proxy : inUse) {
        if (isIn(proxy, reading.proxies))
            continue;
        proxy.effective = true;
        if (isIn(proxy, snapshot.managed)) {
            proxy.source = policySource;
            proxy.place = tr("a configuration profile");
        } else if (!snapshot.problems.isEmpty()) {
            // It may be that of a service that could not be read.
            proxy.source = unreadSource;
            proxy.place = tr("macOS network settings");
        } else {
            proxy.source = vpnSource;
            proxy.place = tr("a VPN or another program");
        }
        reading.proxies.append(proxy);
    }
    return reading;
}

} // namespace reconnect::macos
