#pragma once

#include "core/result.h"
#include "platform/timepiece.h"

namespace reconnect {

// What a clock should say, told by how far off it was at one moment and by the steady clock since
// then, however often it is set meanwhile. The Timepiece outlives it.
class RightTime {
public:
    // `offsetSeconds`: this clock minus the right time. It comes from what servers said, so a time
    // that can't be now, or no offset at all, is Malformed.
    static Result<RightTime> from(const Timepiece& time, qint64 offsetSeconds);

    QDateTime now() const; // UTC
    bool isTold() const;   // by the clock, to nearEnough
    QString text() const;  // now(), "2026-11-24 10:15:30"

    static constexpr qint64 nearEnough = 60; // seconds; a clock is wrong from 300 on

private:
    RightTime(const Timepiece& time, const QDateTime& atStart);

    const Timepiece* m_time;
    QDateTime m_atStart;
    qint64 m_startMs = 0;
};

} // namespace reconnect
