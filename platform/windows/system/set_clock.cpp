#include "platform/windows/system/set_clock.h"

#include "core/tr.h"

namespace reconnect::windows_os {
namespace {

constexpr int commandMs = 10000;
constexpr int pollMs = 250;
constexpr qint64 furthestByNetwork = 54000; // seconds; see the header

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
    const auto right = RightTime::from(m_time, offset);
    if (!right)
        return tl::unexpected<Error>(right.error());

    if (tell)
        tell(tr("Setting the clock by the network"), -1);
    const bool serviceRuns = m_calls.startTimeService().has_value();
    if (serviceRuns && qAbs(offset) < furthestByNetwork && movesByNetwork(*right))
        return tr("The clock is set by the network now.");
    if (tell)
        tell(tr("Setting the clock"), -1);
    const auto set = m_calls.set(right->now());
    if (!right->isTold() && !set)
        return tl::unexpected<Error>(set.error());
    if (!right->isTold())
        return failure(ErrorCode::Failed, tr("the clock was set and did not move"));
    if (serviceRuns)
        resync(); // within its reach now; it takes over whenever it gets through
    return tr("The clock was set to %1 UTC.").arg(right->text());
}

bool ClockSetter::resync()
{
    Command command;
    command.program = m_w32tm;
    command.arguments = QStringList{QStringLiteral("/resync"), QStringLiteral("/nowait")};
    command.timeoutMs = commandMs;
    return m_tools.run(command).has_value();
}

bool ClockSetter::movesByNetwork(const RightTime& right)
{
    const qint64 begun = m_time.elapsedMs();
    if (!resync())
        return false;
    while (!right.isTold() && m_time.elapsedMs() - begun < networkMs)
        m_time.rest(pollMs);
    return right.isTold();
}

} // namespace reconnect::windows_os
