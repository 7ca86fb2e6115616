#pragma once

#include "core/ports/command_runner.h"

namespace reconnect::macos {

// Runs all of these beside each other, at most `width` at a time, and answers once with what each
// of them gave, in their order. From the event loop of the calling thread; never after `context` is
// gone.
void runAll(CommandRunner& runner, const QList<Command>& commands, int width, QObject* context,
            std::function<void(const QList<Result<CommandOutput>>&)> done);

} // namespace reconnect::macos
