#pragma once

#include "core/ports/ports.h"

#include <memory>

namespace reconnect {

// The ports of the computer this program runs on. Made, used and destroyed on one thread.
class Host {
public:
    virtual ~Host() = default;
    virtual Ports ports() = 0;
};

// Defined in the native/ folder of the system that CMake selects.
std::unique_ptr<Host> makeHost();

} // namespace reconnect
