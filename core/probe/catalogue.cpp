#include "core/probe/catalogue.h"

#include "core/ports/system_resolver.h"
#include "core/probe/names.h"
#include "core/probe/tcp_probe.h"
#include "core/probe/tls_probe.h"

#include <QSet>

namespace reconnect {
namespace {

// What the families of probes are made from, and where they are put.
struct Workshop {
    const Ports& ports;
    const Endpoints& endpoints;
    // Each probe that needs addresses holds it too, so it goes with the last of them.
    std::shared_ptr<Names> names;
    std::vector<std::unique_ptr<Probe>> probes;

    template<class Kind, class... Arguments>
    void add(Arguments&&... arguments)
    {
        probes.push_back(std::make_unique<Kind>(std::forward<Arguments>(arguments)...));
    }
};

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
    // One for all: what it has read of the system's store is shared among its copies.
    const QSslConfiguration configuration = tlsConfiguration();
    const auto add = [&](const QString& host, Role role, bool sendName) {
        workshop.add<TlsProbe>(TlsProbe::Target{host, 443, role, sendName}, workshop.names,
                               configuration);
    };
    for (const QString& host : workshop.endpoints.zoomHosts) {
        add(host, Role::Zoom, true);
        add(host, Role::Zoom, false);
    }
    for (const QString& host : workshop.endpoints.controlHosts)
        add(host, Role::Control, true);
}

} // namespace

std::vector<std::unique_ptr<Probe>> makeProbes(const Ports& ports, const Endpoints& endpoints)
{
    Workshop workshop{ports, endpoints, std::make_shared<Names>(ports.resolver), {}};
    addTcp(workshop);
    addTls(workshop);
    return std::move(workshop.probes);
}

} // namespace reconnect
