#include "core/probe/catalogue.h"

#include "core/ports/clock.h"
#include "core/ports/system.h"
#include "core/ports/system_resolver.h"
#include "core/probe/captive_probe.h"
#include "core/probe/client_probe.h"
#include "core/probe/clock_probe.h"
#include "core/probe/dns_server_probe.h"
#include "core/probe/dns_system_probe.h"
#include "core/probe/firewall_probe.h"
#include "core/probe/gateway_probe.h"
#include "core/probe/http_probe.h"
#include "core/probe/link_facts.h"
#include "core/probe/names.h"
#include "core/probe/proxy_probe.h"
#include "core/probe/security_probe.h"
#include "core/probe/stated_probe.h"
#include "core/probe/status_probe.h"
#include "core/probe/tcp_probe.h"
#include "core/probe/tls_probe.h"
#include "core/probe/udp_probe.h"

#include <QSet>

namespace reconnect {
namespace {

// What the families of probes are made from, and where they are put.
struct Workshop {
    const Ports& ports;
    const Endpoints& endpoints;
    // Each probe that needs addresses holds it too, so it goes with the last of them.
    std::shared_ptr<Names> names;
    Result<NetworkState> network;
    std::shared_ptr<WorkingProxy> workingProxy;
    // One for all: what it has read of the system's store is shared among its copies.
    QSslConfiguration tls;
    std::vector<std::unique_ptr<Probe>> probes;

    template<class Kind, class... Arguments>
    void add(Arguments&&... arguments)
    {
        probes.push_back(std::make_unique<Kind>(std::forward<Arguments>(arguments)...));
    }
};

constexpr qsizetype maxNameServers = 4;

void addLink(Workshop& workshop)
{
    const Result<NetworkState>& network = workshop.network;
    workshop.add<StatedProbe>(interfacesFact(network));
    for (const Family family : {Family::Ipv4, Family::Ipv6}) {
        workshop.add<StatedProbe>(addressFact(family, network));
        workshop.add<StatedProbe>(routeFact(family, network));
    }
    const QHostAddress gateway = network ? firstGateway(*network) : QHostAddress();
    if (gateway.isNull())
        workshop.add<StatedProbe>(noGatewayFact(network));
    else
        workshop.add<GatewayProbe>(gateway);
}

void addHosts(Workshop& workshop)
{
    const Endpoints& endpoints = workshop.endpoints;
    QStringList names = endpoints.zoomHosts;
    for (const auto& list : {endpoints.zoomTcp, endpoints.zoomUdp})
        for (const Endpoint& endpoint : list)
            names.append(endpoint.host);
    const System& system = workshop.ports.system;
    workshop.add<StatedProbe>(
        hostsFact(system.hostsFile(), system.hostsPath(), names, endpoints.zoomDomains));
}

// Questions for the configured servers, past the system's resolver and its cache.
void addNameServers(Workshop& workshop)
{
    const Result<NetworkState>& network = workshop.network;
    if (!network || network->nameServers.isEmpty()) {
        workshop.add<StatedProbe>(noServersFact(network));
        return;
    }
    QList<QHostAddress> servers;
    for (const QHostAddress& server : network->nameServers)
        if (!servers.contains(server) && servers.size() < maxNameServers)
            servers.append(server);
    const bool ipv6 = !network->ipv6Routes.isEmpty();
    const auto ask = [&](const QHostAddress& server, const QString& name, DnsType type, Role role) {
        DirectQuestion question;
        question.server = server;
        question.name = name;
        question.type = type;
        question.role = role;
        // The system's resolver, too, hides addresses that this computer has no way to.
        question.teach = type == DnsType::A || ipv6;
        workshop.add<DnsServerProbe>(question, workshop.names, workshop.ports.datagrams);
    };
    for (const QHostAddress& server : servers) {
        for (const QString& name : workshop.endpoints.zoomHosts) {
            ask(server, name, DnsType::A, Role::Zoom);
            ask(server, name, DnsType::Aaaa, Role::Zoom);
        }
        for (const QString& name : workshop.endpoints.controlHosts)
            ask(server, name, DnsType::A, Role::Control);
    }
}

void addDns(Workshop& workshop)
{
    const Endpoints& endpoints = workshop.endpoints;
    for (const QString& name : endpoints.zoomHosts)
        workshop.add<DnsSystemProbe>(name, Role::Zoom, workshop.names);
    for (const QString& name : endpoints.controlHosts)
        workshop.add<DnsSystemProbe>(name, Role::Control, workshop.names);
    addNameServers(workshop);
    for (const QHostAddress& server : endpoints.independentResolvers) {
        for (const QString& name : endpoints.zoomHosts) {
            DirectQuestion question;
            question.kind = DirectQuestion::Server::Independent;
            question.server = server;
            question.name = name;
            workshop.add<DnsServerProbe>(question, workshop.names, workshop.ports.datagrams);
        }
    }
}

void addUdp(Workshop& workshop)
{
    const auto addEach = [&](const QList<Endpoint>& endpoints, Role role) {
        for (const Endpoint& endpoint : endpoints)
            for (const quint16 port : endpoint.ports)
                workshop.add<UdpProbe>(UdpTarget{endpoint.host, port, role, endpoint.answers},
                                       workshop.names, workshop.ports.datagrams);
    };
    addEach(workshop.endpoints.zoomUdp, Role::Zoom);
    addEach(workshop.endpoints.controlUdp, Role::Control);
}

void addTcp(Workshop& workshop)
{
    QSet<QString> known; // one endpoint may stand in several lists; ids are unique
    const auto add = [&](const QString& host, quint16 port, Role role, bool answers) {
        const QString place = host + QLatin1Char(':') + QString::number(port);
        if (known.contains(place))
            return;
        known.insert(place);
        workshop.add<TcpProbe>(TcpProbe::Target{host, port, role, answers}, workshop.names);
    };
    const auto addEach = [&](const QList<Endpoint>& endpoints, Role role) {
        for (const Endpoint& endpoint : endpoints)
            for (const quint16 port : endpoint.ports)
                add(endpoint.host, port, role, endpoint.answers);
    };
    for (const QString& host : workshop.endpoints.zoomHosts)
        add(host, 443, Role::Zoom, true);
    addEach(workshop.endpoints.zoomTcp, Role::Zoom);
    for (const QString& host : workshop.endpoints.controlHosts)
        add(host, 443, Role::Control, true);
    addEach(workshop.endpoints.controlTcp, Role::Control);
}

void addTls(Workshop& workshop)
{
    const auto add = [&](const QString& host, Role role, bool sendName) {
        workshop.add<TlsProbe>(TlsProbe::Target{host, 443, role, sendName}, workshop.names,
                               workshop.tls);
    };
    for (const QString& host : workshop.endpoints.zoomHosts) {
        add(host, Role::Zoom, true);
        add(host, Role::Zoom, false);
    }
    for (const QString& host : workshop.endpoints.controlHosts)
        add(host, Role::Control, true);
}

// Each host once: ids are unique.
template<class Item, class HostOf>
QList<Item> oncePerHost(const QList<Item>& items, HostOf hostOf)
{
    QSet<QString> known;
    QList<Item> kept;
    for (const Item& item : items)
        if (!known.contains(hostOf(item))) {
            known.insert(hostOf(item));
            kept.append(item);
        }
    return kept;
}

void addWeb(Workshop& workshop)
{
    const Endpoints& endpoints = workshop.endpoints;
    for (const QString& host : endpoints.zoomHosts)
        workshop.add<HttpProbe>(host, endpoints.zoomDomains, workshop.names, workshop.tls);
    const auto checks = oncePerHost(endpoints.portalChecks,
                                    [](const PortalCheck& check) { return check.url.host(); });
    const auto fetches =
        std::make_shared<PortalFetches>(checks, workshop.names, workshop.ports.clock);
    workshop.add<ClockProbe>(fetches);
    for (int i = 0; i < checks.size(); ++i)
        workshop.add<CaptiveProbe>(fetches, i);
    const auto pages =
        oncePerHost(endpoints.statusPages, [](const QUrl& page) { return page.host(); });
    for (const QUrl& page : pages)
        workshop.add<StatusProbe>(page, workshop.names, workshop.workingProxy, workshop.tls);
}

void addFirewall(Workshop& workshop)
{
    workshop.add<FirewallProbe>(
        workshop.ports.firewall, workshop.endpoints,
        workshop.network ? workshop.network->nameServers : QList<QHostAddress>(), workshop.names);
    workshop.add<SecurityProbe>(workshop.ports.security, knownPrograms());
}

void addClient(Workshop& workshop)
{
    const QString os = workshop.ports.system.osName();
    workshop.add<ClientProbe>(workshop.ports.zoom, workshop.endpoints.minimumClient.value(os),
                              workshop.endpoints.minimumClientAsOf);
}

void addProxies(Workshop& workshop)
{
    const Endpoints& endpoints = workshop.endpoints;
    workshop.add<ProxyProbe>(ProxyProbeParts{
        workshop.ports.proxies, workshop.ports.pac, workshop.names, workshop.workingProxy,
        workshop.tls, endpoints.zoomHosts.value(0), endpoints.controlHosts.value(0)});
}

} // namespace

std::vector<std::unique_ptr<Probe>> makeProbes(const Ports& ports, const Endpoints& endpoints)
{
    Workshop workshop{ports,
                      endpoints,
                      std::make_shared<Names>(ports.resolver),
                      ports.system.network(),
                      std::make_shared<WorkingProxy>(),
                      tlsConfiguration(),
                      {}};
    addLink(workshop);
    addHosts(workshop);
    addDns(workshop);
    addFirewall(workshop);
    addTcp(workshop);
    addTls(workshop);
    addWeb(workshop);
    addUdp(workshop);
    addProxies(workshop);
    addClient(workshop);
    return std::move(workshop.probes);
}

} // namespace reconnect
