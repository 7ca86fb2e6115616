#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"
#include "platform/right_time.h"

#include <optional>

namespace reconnect::macos {

// Sets the clock by a time server with sntp(1) where one answers soon, otherwise by as much as it
// is off with date(1). Where macOS says that nothing keeps it right (systemsetup(8), "Network Time:
// Off"; github.com/mvdbent/CIS-Script), or it would be wrong again, that is turned on, and the
// answer tells so; where macOS keeps it, or does not say, that is left as it is. Whether the clock
// moved, and whether it is kept, is read back, never taken from an exit code. Malformed for a time
// that can't be right now.
class ClockSetter : public Deed {
public:
    ClockSetter(Tools& tools, Timepiece& time);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

    static constexpr int networkMs = 8000; // for the answer of a time server

private:
    std::optional<bool> isKept(); // right by the network; none where macOS does not say
    bool isKeptFromNowOn();       // and was not until now
    Result<CommandOutput> run(const char* program, const QStringList& arguments, int timeoutMs);

    Tools& m_tools;
    Timepiece& m_time;
};

} // namespace reconnect::macos
