#pragma once

#include "core/ports/tools.h"

#include <atomic>

namespace reconnect {

// Runs programs through QProcess and waits for them: by argv, in the C locale, within the bounds of
// the Command. The only thing here that waits; never made on the thread of a window.
class ProcessTools : public Tools {
public:
    Result<CommandOutput> run(const Command& command) override;

    // From any thread: what runs is killed, and what comes after is answered Cancelled.
    void stop() { m_stopped = true; }

private:
    std::atomic<bool> m_stopped{false};
};

} // namespace reconnect
