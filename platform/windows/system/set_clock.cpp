#include "platform/windows/system/set_clock.h"

#include <QCoreApplication>

namespace reconnect::windows_os {
namespace {

constexpr int commandMs = 10000;
constexpr int pollMs = 250;
constexpr qint64 furthestByNetwork = 54000; // seconds; see the header

QString tr(const char* text)
{
    return QCoreApplication::translate("system", text);
}

QString inUtc(const QDateTime& time)
{
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

// An offset comes from what servers said; a time that can't be now is nobody's to set.
bool canBeNow(const QDateTime& time)
{
    const int year = time.date().year();
    return year >= 2025 && year < 2100;
}

} // namespace

ClockSetter::ClockSetter(ClockCalls& calls, Tools& tools, Timepiece& time, QString w32tm)
    : m_calls(calls)
    , m_tools(tools)
    , m_time(time)
    , m_w32tm(std::move(w32tm))
{
}

bool ClockSetter::serves(const Change& change) const
{
    return std::holds_alternative<SetClock>(change);
}

Rights ClockSetter::rightsFor(const Change&) const
{
    return Rights::Administrator;
}

Result<QString> ClockSetter::carryOut(const Change& change, const Telling& tell)
{
    const qint64 offset = std::get<SetClock>(change).offsetSeconds;
    constexpr qint64 century = 100LL * 366 * 86400; // beyond it, not even the sum is safe
    if (offset == 0 || offset < -century || offset > century)
        return failure(ErrorCode::Malformed, QString::number(offset));
    m_rightAtStart = m_time.now().addSecs(-offset);
    m_startMs = m_time.elapsedMs();
    if (!canBeNow(m_rightAtStart))
        return failure(ErrorCode::Malformed, inUtc(m_rightAtStart));

    if (tell)
        tell(tr("Setting the clock by the network"), -1);
    const bool serviceRuns = m_calls.startTimeService().has_value();
    if (serviceRuns && qAbs(offset) < furthestByNetwork && movesByNetwork())
        return tr("The clock is set by the network now.");
    if (tell)
        tell(tr("Setting the clock"), -1);
    const auto set = m_calls.set(rightTime());
    if (!isRight() && !set)
        return tl::unexpected<Error>(set.error());
    if (!isRight())
        return failure(ErrorCode::Failed, tr("the clock was set and did not move"));
    if (serviceRuns)
        resync(); // within its reach now; it takes over whenever it gets through
    return tr("The clock was set to %1 UTC.").arg(inUtc(rightTime()));
}

bool ClockSetter::resync()
{
    Command command;
    command.program = m_w32tm;
    command.arguments = QStringList{QStringLiteral("/resync"), QStringLiteral("/nowait")};
    command.timeoutMs = commandMs;
    return m_tools.run(command).has_value();
}

bool ClockSetter::movesByNetwork()
{
    const qint64 begun = m_time.elapsedMs();
    if (!resync())
        return false;
    while (!isRight() && m_time.elapsedMs() - begun < networkMs)
        m_time.rest(pollMs);
    return isRight();
}

bool ClockSetter::isRight() const
{
    return qAbs(m_time.now().secsTo(rightTime())) <= nearEnough;
}

QDateTime ClockSetter::rightTime() const
{
    return m_rightAtStart.addMSecs(m_time.elapsedMs() - m_startMs);
}

} // namespace reconnect::windows_os
