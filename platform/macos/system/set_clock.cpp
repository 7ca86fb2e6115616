#include "platform/macos/system/set_clock.h"

#include "core/tr.h"
#include "platform/macos/system/refusal.h"

namespace reconnect::macos {
namespace {

constexpr int commandMs = 10000;

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
    const auto right = RightTime::from(m_time, std::get<SetClock>(change).offsetSeconds);
    if (!right)
        return tl::unexpected<Error>(right.error());

    if (tell)
        tell(tr("Setting the clock by the network"), -1);
    // Steps it at once, however far it is off; the server is the one macOS has by default.
    static_cast<void>(
        run("/usr/bin/sntp", {QStringLiteral("-sS"), QStringLiteral("time.apple.com")}, networkMs));
    const bool byNetwork = right->isTold();
    if (!byNetwork) {
        if (tell)
            tell(tr("Setting the clock"), -1);
        // [[[mm]dd]HH]MM[[cc]yy][.ss] (date(1)); seconds can't be rounded to more than they are.
        const auto set =
            run("/bin/date",
                {QStringLiteral("-u"), right->now().toString(QStringLiteral("MMddHHmmyyyy.ss"))},
                commandMs);
        if (!right->isTold()) {
            if (!set)
                return tl::unexpected<Error>(set.error());
            if (set->exitCode != 0)
                return tl::unexpected<Error>(refusalOf(*set));
            return failure(ErrorCode::Failed, tr("the clock was set and did not move"));
        }
    }
    const QString done = byNetwork ? tr("The clock was set by the network.")
                                   : tr("The clock was set to %1 UTC.").arg(right->text());
    return isKeptFromNowOn()
               ? done + QLatin1Char(' ') + tr("Setting it automatically is turned on now.")
               : done;
}

std::optional<bool> ClockSetter::isKept()
{
    const auto answer =
        run("/usr/sbin/systemsetup", {QStringLiteral("-getusingnetworktime")}, commandMs);
    if (!answer)
        return {};
    const QByteArray word = answer->out.mid(answer->out.indexOf(':') + 1).trimmed();
    if (word != "On" && word != "Off")
        return {};
    return word == "On";
}

bool ClockSetter::isKeptFromNowOn()
{
    if (isKept() != false)
        return false;
    // Some releases end it with an error number and do it all the same.
    static_cast<void>(run("/usr/sbin/systemsetup",
                          {QStringLiteral("-setusingnetworktime"), QStringLiteral("on")},
                          commandMs));
    return isKept() == true;
}

Result<CommandOutput> ClockSetter::run(const char* program, const QStringList& arguments,
                                       int timeoutMs)
{
    Command command;
    command.program = QString::fromLatin1(program);
    command.arguments = arguments;
    command.timeoutMs = timeoutMs;
    return m_tools.run(command);
}

} // namespace reconnect::macos
