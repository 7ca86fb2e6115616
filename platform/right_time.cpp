#include "platform/right_time.h"

namespace reconnect {
namespace {

QString inUtc(const QDateTime& time)
{
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

bool canBeNow(const QDateTime& time)
{
    const int year = time.date().year();
    return year >= 2025 && year < 2100;
}

} // namespace

RightTime::RightTime(const Timepiece& time, const QDateTime& atStart)
    : m_time(&time)
    , m_atStart(atStart)
    , m_startMs(time.elapsedMs())
{
}

Result<RightTime> RightTime::from(const Timepiece& time, qint64 offsetSeconds)
{
    constexpr qint64 century = 100LL * 366 * 86400; // beyond it, not even the sum is safe
    if (offsetSeconds == 0 || offsetSeconds < -century || offsetSeconds > century)
        return failure(ErrorCode::Malformed, QString::number(offsetSeconds));
    const QDateTime atStart = time.now().addSecs(-offsetSeconds);
    if (!canBeNow(atStart))
        return failure(ErrorCode::Malformed, inUtc(atStart));
    return RightTime(time, atStart);
}

QDateTime RightTime::now() const
{
    return m_atStart.addMSecs(m_time->elapsedMs() - m_startMs);
}

bool RightTime::isTold() const
{
    return qAbs(m_time->now().secsTo(now())) <= nearEnough;
}

QString RightTime::text() const
{
    return inUtc(now());
}

} // namespace reconnect
