#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"
#include "platform/right_time.h"

namespace reconnect::windows_os {

// What sets the clock of this computer.
class ClockCalls {
public:
    virtual ~ClockCalls() = default;
    // Starts the Windows Time service and waits for it, or finds it running. One that somebody
    // disabled stays so. Errors: NotFound, NotPermitted, TimedOut, Failed.
    virtual Result<void> startTimeService() = 0;
    virtual Result<void> set(const QDateTime& utc) = 0; // NotPermitted, Failed
};

// Has the time service set the clock where that comes soon, otherwise sets it by as much as it is
// off; the service, which is left on, keeps it right. It alone can't do it after long: by default
// it refuses to go further than 15 hours (MaxPosPhaseCorrection,
// learn.microsoft.com/windows-server/networking/windows-time-service). Whether the clock moved is
// read from it, never from an exit code. Malformed for a time that can't be right now.
class ClockSetter : public Deed {
public:
    // `w32tm`: the program's full path.
    ClockSetter(ClockCalls& calls, Tools& tools, Timepiece& time, QString w32tm);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

    static constexpr int networkMs = 8000; // for the first answer of a time server

private:
    bool movesByNetwork(const RightTime& right);
    bool resync();

    ClockCalls& m_calls;
    Tools& m_tools;
    Timepiece& m_time;
    QString m_w32tm;
};

} // namespace reconnect::windows_os
