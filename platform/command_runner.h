#pragma once

#include "core/ports/command_runner.h"

namespace reconnect {

// Runs programs as child processes of this one. Has no state: any number may run at once, each
// ends with its context. Needs an event loop; never waits.
class ProcessCommandRunner : public CommandRunner {
public:
    void run(const Command& command, QObject* context, Done done) override;
};

} // namespace reconnect
