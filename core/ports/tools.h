#pragma once

#include "core/ports/command_runner.h"

namespace reconnect {

// Runs other programs and waits for them, with LC_ALL=C: for what changes the computer, on a thread
// of its own or in the helper. Never used on the thread of a window; CommandRunner is for that.
class Tools {
public:
    virtual ~Tools() = default;

    // Blocks for at most command.timeoutMs. Errors as CommandRunner::run; also Cancelled where the
    // caller was told to stop. An exit code other than 0 is an output, not an error.
    virtual Result<CommandOutput> run(const Command& command) = 0;
};

} // namespace reconnect
