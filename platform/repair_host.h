#pragma once

#include "core/fix/fix_runner.h"

#include <memory>

namespace reconnect {

// What the computer this program runs on is changed with. Made, used and destroyed on one thread,
// which it may block.
class RepairHost {
public:
    virtual ~RepairHost() = default;
    virtual const Adapters& adapters() = 0;
    virtual Journal& journal() = 0;       // the person's
    virtual const Journal& systems() = 0; // the helper's; read here, written there
    // Those of the helper that this person can have undone: systems(), or everybody's for an
    // administrator, such as one who removes this program.
    virtual QList<Journal> allSystems() { return {systems()}; }
    virtual Elevator& elevator() = 0;
    virtual FixRunner::Fetch fetch() = 0; // empty where nothing is ever downloaded
};

// Both are defined in the native/ folder of the system that CMake selects.
std::unique_ptr<RepairHost> makeRepairHost();

// Takes back what a restart of the computer left behind to bring the wizard back: called when the
// wizard starts, so that it comes back once.
void forgetComeBack();

} // namespace reconnect
