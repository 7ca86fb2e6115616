#pragma once

#include "core/ports/tools.h"

#include <functional>

namespace reconnect {

// Runs programs through QProcess and waits for them, within the bounds of the Command. On any
// thread but that of a window.
class ProcessTools : public Tools {
public:
    // `stopped` is looked at while a program runs, on the same thread; once it says so the program
    // is ended and the answer is Cancelled.
    explicit ProcessTools(std::function<bool()> stopped = {});

    Result<CommandOutput> run(const Command& command) override;

private:
    Result<CommandOutput> runBounded(const Command& command);
    Result<CommandOutput> runToTheEnd(const Command& command);

    std::function<bool()> m_stopped;
};

} // namespace reconnect
