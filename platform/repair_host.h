#pragma once

#include "core/fix/apply.h"
#include "core/ports/elevator.h"

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
    virtual Elevator& elevator() = 0;
};

// Both are defined in the native/ folder of the system that CMake selects.
std::unique_ptr<RepairHost> makeRepairHost();

// Takes back what a restart of the computer left behind to bring the wizard back: called when the
// wizard starts, so that it comes back once.
void forgetComeBack();

} // namespace reconnect
