#pragma once

#include "core/fix/apply.h"
#include "platform/helper/caller.h"

namespace reconnect {

// What changes the computer this program runs on, with all that it stands on. Made, used and
// destroyed on one thread, which it may block.
class AdapterSet {
public:
    virtual ~AdapterSet() = default;
    virtual const Adapters& adapters() = 0;
};

// All of these are defined in the native/ folder of the system that CMake selects. The program has
// the helper's adapters too, to read with and to know whose rights a change needs.
// `caller`: the user on whose behalf the helper changes things.
std::unique_ptr<AdapterSet> makeHelperAdapters(const Caller& caller);
// Where the helper keeps its journals, a folder for each caller.
QString helperJournals();

} // namespace reconnect
