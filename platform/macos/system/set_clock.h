#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"
#include "platform/right_time.h"

namespace reconnect::macos {

// Sets the clock by a time server with sntp(1) where one answers soon, otherwise by as much as it
// is off with date(1); and has macOS keep it right by the network (systemsetup(8)), whatever that
// says, since some releases end it with an error number and do it all the same. Whether the clock
// moved is read from it, never from an exit code. Malformed for a time that can't be right now.
class ClockSetter : public Deed {
public:
    ClockSetter(Tools& tools, Timepiece& time);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

    static constexpr int networkMs = 8000; // for the answer of a time server

private:
    Result<CommandOutput> run(const char* program, const QStringList& arguments, int timeoutMs);

    Tools& m_tools;
    Timepiece& m_time;
};

} // namespace reconnect::macos
