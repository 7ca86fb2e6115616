#pragma once

#include "app/session/repairs.h"
#include "platform/repair_host.h"

namespace reconnect {

// What changes a real computer. Made, used and destroyed on the thread that does it.
class LiveRepairs : public RepairSource {
public:
    explicit LiveRepairs(std::unique_ptr<RepairHost> host);

    const Adapters& adapters() override;
    Journal& journal() override;
    const Journal& systems() override;
    Elevator& elevator() override;

private:
    std::unique_ptr<RepairHost> m_host;
    Journal m_journal;
    Journal m_systems;
};

} // namespace reconnect
