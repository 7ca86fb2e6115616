#pragma once

#include "core/ports/command_runner.h"

namespace reconnect {

// Runs programs through QProcess: by argv, in the C locale, within the bounds of the Command.
class ProcessRunner : public CommandRunner {
public:
    void run(const Command& command, QObject* context, Done done) override;
};

} // namespace reconnect
