#include "app/session/live_probes.h"

#include "core/ports/system.h"
#include "core/probe/catalogue.h"

namespace reconnect {

LiveProbes::LiveProbes(std::unique_ptr<Host> host, Endpoints endpoints)
    : m_host(std::move(host))
    , m_endpoints(std::move(endpoints))
{
}

std::vector<std::unique_ptr<Probe>> LiveProbes::probes()
{
    return makeProbes(m_host->ports(), m_endpoints);
}

QString LiveProbes::osName() const
{
    return m_host->ports().system.osName();
}

QString LiveProbes::osVersion() const
{
    return m_host->ports().system.osVersion();
}

} // namespace reconnect
