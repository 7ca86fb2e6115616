#include "platform/windows/proxy/windows_proxies.h"

#include "core/tr.h"
#include "platform/proxy/proxy_text.h"
#include "platform/windows/proxy/server_list.h"

#include <algorithm>

namespace reconnect::windows_os {
namespace {

const QString defaultPlace = QStringLiteral("Windows proxy settings");
const QString policyPlace = QStringLiteral("Windows group policy");
const QString zoomPlace = QStringLiteral("Zoom's group policy");

// As the table of a report or a journal can hold it; no name of Windows' own is longer.
constexpr qsizetype maxName = 256;

void addServer(const QString& server, const QString& bypass, QList<ConfiguredProxy>& proxies)
{
    if (auto proxy = readServerList(server)) {
        proxy->bypass = readExceptions(bypass);
        proxies.append(*proxy);
    }
}

void addScript(const QString& script, QList<ConfiguredProxy>& proxies)
{
    if (script.trimmed().isEmpty())
        return;
    ConfiguredProxy proxy;
    proxy.kind = ProxyKind::Script;
    proxy.script = readScriptAddress(script);
    proxies.append(proxy);
}

void placeAll(QList<ConfiguredProxy>& proxies, const QString& source, const QString& place,
              bool effective)
{
    for (ConfiguredProxy& proxy : proxies) {
        proxy.source = source;
        proxy.place = place;
        proxy.effective = effective;
    }
}

QList<ConfiguredProxy> proxiesOf(const ConnectionOptions& options)
{
    QList<ConfiguredProxy> proxies;
    if (options.flags & connection_flag::detect) {
        ConfiguredProxy proxy;
        proxy.kind = ProxyKind::Detect;
        proxies.append(proxy);
    }
    if (options.flags & connection_flag::script)
        addScript(options.script, proxies);
    if (options.flags & connection_flag::server)
        addServer(options.server, options.bypass, proxies);
    return proxies;
}

bool isSame(const ConfiguredProxy& one, const ConfiguredProxy& other)
{
    if (one.kind != other.kind)
        return false;
    return one.kind == ProxyKind::Manual ? one.host == other.host && one.port == other.port
                                         : one.script == other.script;
}

bool isIn(const ConfiguredProxy& proxy, const QList<ConfiguredProxy>& list)
{
    return std::any_of(list.begin(), list.end(),
                       [&proxy](const ConfiguredProxy& other) { return isSame(proxy, other); });
}

// The connection whose settings programs follow.
QString activeIn(const ProxySnapshot& snapshot)
{
    for (const auto& connection : snapshot.connections)
        if (!connection.name.isEmpty() && snapshot.dialled.contains(connection.name))
            return connection.name;
    return {};
}

template<class Value>
void take(Result<Value> result, Value& value, const QString& what, QStringList& problems)
{
    if (result)
        value = std::move(*result);
    else if (result.error().code != ErrorCode::NotFound)
        problems.append(what + QStringLiteral(" can't be read"));
}

void addConnections(InternetSettings& settings, ProxySnapshot& snapshot)
{
    QStringList names;
    take(settings.connections(), names, QStringLiteral("the list of connections"),
         snapshot.problems);
    take(settings.dialled(), snapshot.dialled, QStringLiteral("the list of VPN connections"),
         snapshot.problems);
    for (const QString& name : std::as_const(snapshot.dialled))
        if (!names.contains(name))
            names.append(name);
    // One that is called like the default one's place could not be told from it.
    names.removeIf([](const QString& name) {
        return name.isEmpty() || name == defaultPlace || name.size() > maxName;
    });
    names = names.mid(0, maxConnections);
    names.prepend(QString());
    for (const QString& name : std::as_const(names)) {
        const auto options = settings.options(name);
        if (options)
            snapshot.connections.append({name, *options});
        else
            snapshot.problems.append(placeOf(name) + QStringLiteral(" can't be read"));
    }
}

} // namespace

QString placeOf(const QString& connection)
{
    return connection.isEmpty() ? defaultPlace : connection;
}

QString connectionAt(const QString& place)
{
    return place == defaultPlace ? QString() : place;
}

ProxySnapshot snapshotOf(InternetSettings& settings, bool arePersons)
{
    ProxySnapshot snapshot;
    QStringList unreadable;
    take(settings.policies(), snapshot.policies, policyPlace, unreadable);
    snapshot.areAnothers = !arePersons && !snapshot.policies.forAllUsers;
    if (snapshot.areAnothers)
        snapshot.problems.append(
            QStringLiteral("the settings of the person who is signed in can't be read"));
    else
        addConnections(settings, snapshot);
    take(settings.services(), snapshot.services, servicesPlace, snapshot.problems);
    snapshot.problems += unreadable;
    return snapshot;
}

ProxyReading readingOf(const ProxySnapshot& snapshot)
{
    const ProxyPolicies& policies = snapshot.policies;
    ProxyReading reading;
    reading.problems = snapshot.problems;
    reading.areAnothers = snapshot.areAnothers;

    QList<ConfiguredProxy> zooms;
    addScript(policies.zoomScript, zooms);
    addServer(policies.zoomServer, policies.zoomBypass, zooms);
    placeAll(zooms, policySource, zoomPlace, true);

    QList<ConfiguredProxy> laidDown;
    addScript(policies.script, laidDown);
    addServer(policies.server, policies.bypass, laidDown);
    placeAll(laidDown, policySource, policyPlace, false);

    reading.proxies = zooms;
    const QString active = activeIn(snapshot);
    QList<ConfiguredProxy> repeated;
    for (const auto& connection : snapshot.connections) {
        auto proxies = proxiesOf(connection.options);
        placeAll(proxies, winInetSource, placeOf(connection.name),
                 zooms.isEmpty() && connection.name == active);
        for (ConfiguredProxy& proxy : proxies) {
            const bool locked =
                proxy.kind == ProxyKind::Manual ? policies.serverLocked : policies.scriptLocked;
            if (isIn(proxy, laidDown))
                repeated.append(proxy);
            if (policies.forAllUsers || locked || isIn(proxy, laidDown)) {
                proxy.source = policySource;
                proxy.place += QStringLiteral(" (managed)");
            }
        }
        reading.proxies += proxies;
    }
    for (const ConfiguredProxy& proxy : std::as_const(laidDown))
        if (!isIn(proxy, repeated))
            reading.proxies.append(proxy);

    QList<ConfiguredProxy> services;
    if (snapshot.services.named)
        addServer(snapshot.services.server, snapshot.services.bypass, services);
    placeAll(services, winHttpSource, servicesPlace, false);
    reading.proxies += services;
    return reading;
}

QString onlyItCanChange()
{
    return tr("Your organization manages this proxy, and only its IT department can change it.");
}

WindowsProxySettings::WindowsProxySettings(ProxySnapshots& snapshots)
    : m_snapshots(snapshots)
{
}

void WindowsProxySettings::read(QObject* context, Done done)
{
    m_snapshots.take(context, [done = std::move(done)](const ProxySnapshot& snapshot) {
        done(readingOf(snapshot));
    });
}

} // namespace reconnect::windows_os
