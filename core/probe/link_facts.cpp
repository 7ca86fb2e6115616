#include "core/probe/link_facts.h"

#include "core/net/host_name.h"
#include "core/net/hosts_file.h"
#include "core/probe/detail.h"

#include <QJsonObject>

#include <algorithm>

namespace reconnect {
namespace {

constexpr qsizetype mostInterfaces = 32;
constexpr qsizetype mostText = 200;

Observation fact(Layer layer, const QString& id, const QString& target)
{
    Observation observation;
    observation.id = id;
    observation.layer = layer;
    observation.target = target;
    observation.outcome = Outcome::Passed;
    return observation;
}

Observation unreadable(Observation observation)
{
    observation.outcome = Outcome::Unknown;
    observation.error = QStringLiteral("unreadable");
    return observation;
}

QString familyToken(Family family)
{
    return family == Family::Ipv4 ? QStringLiteral("ipv4") : QStringLiteral("ipv6");
}

QString familyName(Family family)
{
    return family == Family::Ipv4 ? QStringLiteral("IPv4") : QStringLiteral("IPv6");
}

QList<QHostAddress> addressesOf(Family family, const NetworkState& state)
{
    const auto protocol =
        family == Family::Ipv4 ? QAbstractSocket::IPv4Protocol : QAbstractSocket::IPv6Protocol;
    QList<QHostAddress> addresses;
    for (const NetworkInterface& interface : state.interfaces) {
        if (interface.loopback || !interface.up)
            continue;
        for (const QHostAddress& address : interface.addresses)
            if (address.protocol() == protocol && !address.isLoopback() && !address.isNull())
                addresses.append(address);
    }
    return addresses;
}

bool reachesFurther(const QHostAddress& address)
{
    return !address.isLinkLocal();
}

bool isOffered(Family family, const NetworkState& state)
{
    const auto addresses = addressesOf(family, state);
    return std::any_of(addresses.begin(), addresses.end(), reachesFurther);
}

} // namespace

Observation interfacesFact(const Result<NetworkState>& state)
{
    Observation observation = fact(Layer::Link, QStringLiteral("link:interfaces"), {});
    if (!state)
        return unreadable(observation);
    QJsonArray list;
    bool any = false;
    for (const NetworkInterface& interface : state->interfaces) {
        if (interface.loopback)
            continue;
        any = any || (interface.up && interface.running);
        if (list.size() < mostInterfaces)
            list.append(QJsonObject{{QStringLiteral("name"), interface.name},
                                    {QStringLiteral("up"), interface.up},
                                    {QStringLiteral("running"), interface.running}});
    }
    observation.detail = {{QStringLiteral("interfaces"), list}};
    if (!any) {
        observation.outcome = Outcome::Failed;
        observation.error = QStringLiteral("no-link");
    }
    return observation;
}

Observation addressFact(Family family, const Result<NetworkState>& state)
{
    Observation observation =
        fact(Layer::Address, QStringLiteral("address:") + familyToken(family), familyName(family));
    if (!state)
        return unreadable(observation);
    const auto addresses = addressesOf(family, *state);
    observation.detail = {{QStringLiteral("addresses"), toJson(addresses)}};
    if (isOffered(family, *state))
        return observation;
    if (family == Family::Ipv6) {
        observation.outcome = Outcome::Skipped;
        observation.error = QStringLiteral("not-offered");
        return observation;
    }
    observation.outcome = Outcome::Failed;
    observation.error =
        addresses.isEmpty() ? QStringLiteral("no-address") : QStringLiteral("link-local-only");
    return observation;
}

Observation routeFact(Family family, const Result<NetworkState>& state)
{
    Observation observation =
        fact(Layer::Route, QStringLiteral("route:") + familyToken(family), familyName(family));
    if (!state)
        return unreadable(observation);
    const auto& routes = family == Family::Ipv4 ? state->ipv4Routes : state->ipv6Routes;
    if (!routes.isEmpty()) {
        observation.detail = {{QStringLiteral("gateway"), routes.first().gateway.toString()},
                              {QStringLiteral("interface"), routes.first().interface}};
        return observation;
    }
    const bool matters = family == Family::Ipv4 || isOffered(family, *state);
    observation.outcome = matters ? Outcome::Failed : Outcome::Skipped;
    observation.error =
        matters ? QStringLiteral("no-default-route") : QStringLiteral("not-offered");
    return observation;
}

QHostAddress firstGateway(const NetworkState& state)
{
    for (const auto& routes : {state.ipv4Routes, state.ipv6Routes})
        for (const DefaultRoute& route : routes)
            if (!route.gateway.isNull())
                return route.gateway;
    return {};
}

Observation noGatewayFact(const Result<NetworkState>& state)
{
    Observation observation = fact(Layer::Route, QStringLiteral("route:gateway"), {});
    if (!state)
        return unreadable(observation);
    observation.outcome = Outcome::Skipped;
    observation.error = QStringLiteral("no-gateway");
    return observation;
}

Observation noServersFact(const Result<NetworkState>& state)
{
    Observation observation = fact(Layer::Dns, QStringLiteral("dns:none"), {});
    if (!state)
        return unreadable(observation);
    observation.outcome = Outcome::Failed;
    observation.error = QStringLiteral("no-servers");
    return observation;
}

Observation hostsFact(const Result<QByteArray>& file, const QString& path, const QStringList& names,
                      const QStringList& domains)
{
    Observation observation = fact(Layer::Hosts, QStringLiteral("hosts:zoom"), path);
    observation.detail = {{QStringLiteral("path"), path}};
    if (!file) {
        // No such file pins nothing.
        return file.error().code == ErrorCode::NotFound ? observation : unreadable(observation);
    }
    const auto isZooms = [&](const QString& name) {
        return names.contains(name, Qt::CaseInsensitive) ||
               std::any_of(domains.begin(), domains.end(),
                           [&](const QString& domain) { return isWithinDomain(name, domain); });
    };
    QJsonArray lines;
    for (const HostsLine& line : hostsLines(*file, isZooms)) {
        const QString address = line.address.toString();
        const QString text = QString(address + u' ' + line.names.join(u' ')).left(mostText);
        for (const QString& name : line.names)
            lines.append(QJsonObject{{QStringLiteral("number"), line.number},
                                     {QStringLiteral("text"), text},
                                     {QStringLiteral("name"), name},
                                     {QStringLiteral("address"), address}});
    }
    observation.detail.insert(QStringLiteral("lines"), lines);
    if (!lines.isEmpty()) {
        observation.outcome = Outcome::Failed;
        observation.error = QStringLiteral("pinned");
    }
    return observation;
}

} // namespace reconnect
