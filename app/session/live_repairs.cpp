#include "app/session/live_repairs.h"

namespace reconnect {

LiveRepairs::LiveRepairs(std::unique_ptr<RepairHost> host)
    : m_host(std::move(host))
    , m_journal(m_host->journalFolder())
    , m_systems(m_host->systemJournalFolder())
{
}

const Adapters& LiveRepairs::adapters()
{
    return m_host->adapters();
}

Journal& LiveRepairs::journal()
{
    return m_journal;
}

const Journal& LiveRepairs::systems()
{
    return m_systems;
}

Elevator& LiveRepairs::elevator()
{
    return m_host->elevator();
}

} // namespace reconnect
