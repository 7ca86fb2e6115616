#include "platform/windows/system/network_facts.h"

#include "core/tr.h"

#include <algorithm>

namespace reconnect::windows_os {
namespace {

constexpr qsizetype mostServers = 8; // more are not asked within the patience of any program

const AdapterFacts* adapterOf(const RouteFacts& route, const NetworkFacts& facts)
{
    for (const AdapterFacts& adapter : facts.adapters)
        if (adapter.luid == route.luid)
            return &adapter;
    return nullptr;
}

bool isIpv4(const QHostAddress& address)
{
    return address.protocol() == QAbstractSocket::IPv4Protocol;
}

bool isWhole(const QHostAddress& address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4) ||
           address == QHostAddress(QHostAddress::AnyIPv6);
}

bool isUpperHalf(const RouteFacts& route)
{
    return route.destination == QHostAddress(QStringLiteral("128.0.0.0")) ||
           route.destination == QHostAddress(QStringLiteral("8000::"));
}

struct Ranked {
    DefaultRoute route;
    quint64 metric = 0;
};

QList<DefaultRoute> byMetric(QList<Ranked> routes)
{
    std::stable_sort(routes.begin(), routes.end(),
                     [](const Ranked& a, const Ranked& b) { return a.metric < b.metric; });
    QList<DefaultRoute> sorted;
    for (const Ranked& one : routes)
        sorted.append(one.route);
    return sorted;
}

QList<DefaultRoute> defaultRoutes(const NetworkFacts& facts, bool ipv4)
{
    QList<Ranked> whole;
    QList<Ranked> lower;
    bool hasUpper = false;
    for (const RouteFacts& route : facts.routes) {
        const AdapterFacts* adapter = adapterOf(route, facts);
        if (isIpv4(route.destination) != ipv4 || route.prefixLength > 1 || !adapter ||
            !adapter->enabled || !adapter->operational || adapter->loopback || adapter->transition)
            continue;
        Ranked ranked;
        ranked.route.interface = adapter->name;
        if (!isWhole(route.gateway))
            ranked.route.gateway = route.gateway;
        ranked.metric = quint64(route.metric) + (ipv4 ? adapter->ipv4Metric : adapter->ipv6Metric);
        if (route.prefixLength == 0)
            whole.append(ranked);
        else if (isWhole(route.destination))
            lower.append(ranked);
        else
            hasUpper = hasUpper || isUpperHalf(route);
    }
    // The longer prefixes win, whatever the metric.
    return (hasUpper ? byMetric(lower) : QList<DefaultRoute>()) + byMetric(whole);
}

bool isPlaceholder(const QHostAddress& server)
{
    return server.isInSubnet(QHostAddress(QStringLiteral("fec0:0:0:ffff::")), 64);
}

void addNameServers(const NetworkFacts& facts, NetworkState& state)
{
    QList<const AdapterFacts*> adapters;
    for (const AdapterFacts& adapter : facts.adapters)
        if (adapter.enabled && adapter.operational)
            adapters.append(&adapter);
    std::stable_sort(
        adapters.begin(), adapters.end(), [](const AdapterFacts* a, const AdapterFacts* b) {
            return std::min(a->ipv4Metric, a->ipv6Metric) < std::min(b->ipv4Metric, b->ipv6Metric);
        });
    for (const AdapterFacts* adapter : adapters) {
        bool any = false;
        for (const QHostAddress& server : adapter->nameServers) {
            if (server.isNull() || isPlaceholder(server) || state.nameServers.contains(server) ||
                state.nameServers.size() == mostServers)
                continue;
            state.nameServers.append(server);
            any = true;
        }
        if (any)
            state.nameServerPlace.append(tr("the network settings of %1").arg(adapter->name));
    }
}

} // namespace

NetworkState networkStateFrom(const NetworkFacts& facts)
{
    NetworkState state;
    for (const AdapterFacts& adapter : facts.adapters)
        if (!adapter.transition)
            state.interfaces.append({adapter.name, adapter.enabled,
                                     adapter.enabled && adapter.operational, adapter.loopback,
                                     adapter.addresses});
    state.ipv4Routes = defaultRoutes(facts, true);
    state.ipv6Routes = defaultRoutes(facts, false);
    addNameServers(facts, state);
    return state;
}

} // namespace reconnect::windows_os
