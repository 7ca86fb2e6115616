#include "platform/linux/system/set_clock.h"

#include "core/tr.h"
#include "platform/linux/system/refusal.h"

namespace reconnect::linux_os {
namespace {

constexpr int commandMs = 20000; // the service behind it may have to be started first
constexpr int pollMs = 250;

Error bySteps(const QString& right)
{
    return {
        ErrorCode::Unsupported,
        tr("An administrator can set the clock in a terminal: sudo date -u -s '%1'").arg(right)};
}

} // namespace

ClockSetter::ClockSetter(Tools& tools, Timepiece& time)
    : m_tools(tools)
    , m_time(time)
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
    const QString atStart = right->text();

    const auto asked = timedatectl(
        {QStringLiteral("show"), QStringLiteral("--property=NTP"), QStringLiteral("--value")});
    if (!asked && asked.error().code == ErrorCode::NotFound)
        return tl::unexpected<Error>(bySteps(atStart));
    if (!asked)
        return tl::unexpected<Error>(asked.error());
    if (asked->exitCode != 0) // it is there, and the service it speaks to is not
        return tl::unexpected<Error>(bySteps(atStart));
    const bool networkBefore = asked->out.trimmed() == "yes";

    if (tell)
        tell(tr("Setting the clock by the network"), -1);
    // Where the network set it all along, it is not to be waited for once more.
    if (!networkBefore && movesByNetwork(*right))
        return tr("The clock is set by the network now.");
    if (tell)
        tell(tr("Setting the clock"), -1);
    if (const auto set = setByHand(*right, networkBefore); !set)
        return tl::unexpected<Error>(set.error());
    return tr("The clock was set to %1 UTC.").arg(right->text());
}

Result<CommandOutput> ClockSetter::timedatectl(const QStringList& arguments)
{
    Command command;
    command.program = QStringLiteral("timedatectl");
    command.arguments = QStringList{QStringLiteral("--no-ask-password")} + arguments;
    command.timeoutMs = commandMs;
    return m_tools.run(command);
}

bool ClockSetter::movesByNetwork(const RightTime& right)
{
    const auto on = timedatectl({QStringLiteral("set-ntp"), QStringLiteral("true")});
    if (!on || on->exitCode != 0)
        return false;
    const qint64 begun = m_time.elapsedMs();
    while (!right.isTold() && m_time.elapsedMs() - begun < networkMs)
        m_time.rest(pollMs);
    return right.isTold();
}

Result<void> ClockSetter::setByHand(const RightTime& right, bool networkBefore)
{
    // timedatectl refuses to set a time while the network does; where it can't, there is no harm.
    timedatectl({QStringLiteral("set-ntp"), QStringLiteral("false")});
    const auto set =
        timedatectl({QStringLiteral("set-time"), right.text() + QStringLiteral(" UTC")});
    const bool moved = right.isTold();
    if (moved || networkBefore)
        timedatectl({QStringLiteral("set-ntp"), QStringLiteral("true")});
    if (moved)
        return {};
    if (!set)
        return tl::unexpected<Error>(set.error());
    if (set->exitCode != 0)
        return tl::unexpected<Error>(refusalOf(*set));
    return failure(ErrorCode::Failed, tr("the clock was set and did not move"));
}

} // namespace reconnect::linux_os
