#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"
#include "platform/right_time.h"

namespace reconnect::linux_os {

// Sets the clock through timedatectl: by the network where that comes soon, otherwise by as much as
// it is off, and then kept right by the network where the system can. Whether it moved is read from
// the clock, never from an exit code. Where there is no timedatectl: Unsupported, and the detail
// says what to type. Malformed for a time that can't be right now.
class ClockSetter : public Deed {
public:
    ClockSetter(Tools& tools, Timepiece& time);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

    static constexpr int networkMs = 8000; // for the first answer of a time server

private:
    Result<CommandOutput> timedatectl(const QStringList& arguments);
    bool movesByNetwork(const RightTime& right);
    Result<void> setByHand(const RightTime& right, bool networkBefore);

    Tools& m_tools;
    Timepiece& m_time;
};

} // namespace reconnect::linux_os
