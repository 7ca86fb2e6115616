#include "platform/linux/system/set_clock.h"

#include "platform/linux/system/refusal.h"

#include <QCoreApplication>

namespace reconnect::linux_os {
namespace {

constexpr int commandMs = 20000; // the service behind it may have to be started first
constexpr int pollMs = 250;

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

Error bySteps(const QDateTime& right)
{
    return {ErrorCode::Unsupported,
            tr("An administrator can set the clock in a terminal: sudo date -u -s '%1'")
                .arg(inUtc(right))};
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
    constexpr qint64 century = 100LL * 366 * 86400; // beyond it, not even the sum is safe
    if (offset == 0 || offset < -century || offset > century)
        return failure(ErrorCode::Malformed, QString::number(offset));
    m_rightAtStart = m_time.now().addSecs(-offset);
    m_startMs = m_time.elapsedMs();
    if (!canBeNow(m_rightAtStart))
        return failure(ErrorCode::Malformed, inUtc(m_rightAtStart));

    const auto asked = timedatectl(
        {QStringLiteral("show"), QStringLiteral("--property=NTP"), QStringLiteral("--value")});
    if (!asked && asked.error().code == ErrorCode::NotFound)
        return tl::unexpected<Error>(bySteps(m_rightAtStart));
    if (!asked)
        return tl::unexpected<Error>(asked.error());
    if (asked->exitCode != 0) // it is there, and the service it speaks to is not
        return tl::unexpected<Error>(bySteps(m_rightAtStart));
    const bool networkBefore = asked->out.trimmed() == "yes";

    if (tell)
        tell(tr("Setting the clock by the network"), -1);
    // Where the network set it all along, it is not to be waited for once more.
    if (!networkBefore && movesByNetwork())
        return tr("The clock is set by the network now.");
    if (tell)
        tell(tr("Setting the clock"), -1);
    if (const auto set = setByHand(networkBefore); !set)
        return tl::unexpected<Error>(set.error());
    return tr("The clock was set to %1 UTC.").arg(inUtc(rightTime()));
}

Result<CommandOutput> ClockSetter::timedatectl(const QStringList& arguments)
{
    Command command;
    command.program = QStringLiteral("timedatectl");
    command.arguments = QStringList{QStringLiteral("--no-ask-password")} + arguments;
    command.timeoutMs = commandMs;
    return m_tools.run(command);
}

bool ClockSetter::movesByNetwork()
{
    const auto on = timedatectl({QStringLiteral("set-ntp"), QStringLiteral("true")});
    if (!on || on->exitCode != 0)
        return false;
    const qint64 begun = m_time.elapsedMs();
    while (!isRight() && m_time.elapsedMs() - begun < networkMs)
        m_time.rest(pollMs);
    return isRight();
}

Result<void> ClockSetter::setByHand(bool networkBefore)
{
    // timedatectl refuses to set a time while the network does; where it can't, there is no harm.
    timedatectl({QStringLiteral("set-ntp"), QStringLiteral("false")});
    const auto set =
        timedatectl({QStringLiteral("set-time"), inUtc(rightTime()) + QStringLiteral(" UTC")});
    const bool moved = isRight();
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

bool ClockSetter::isRight() const
{
    return qAbs(m_time.now().secsTo(rightTime())) <= nearEnough;
}

QDateTime ClockSetter::rightTime() const
{
    return m_rightAtStart.addMSecs(m_time.elapsedMs() - m_startMs);
}

} // namespace reconnect::linux_os
