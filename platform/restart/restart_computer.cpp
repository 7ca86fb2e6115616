#include "platform/restart/restart_computer.h"

#include "core/tr.h"

#include <QFileInfo>

namespace reconnect {
Restarter::Restarter(RestartCalls& calls, ComeBack comeBack)
    : m_calls(calls)
    , m_comeBack(std::move(comeBack))
{
}

bool Restarter::serves(const Change& change) const
{
    return std::holds_alternative<RestartComputer>(change);
}

Rights Restarter::rightsFor(const Change&) const
{
    return Rights::Person;
}

Result<QString> Restarter::carryOut(const Change&, const Telling& tell)
{
    const auto comesBack = QFileInfo(m_comeBack.wizard).isExecutable()
                               ? m_calls.leaveWord(m_comeBack)
                               : Result<bool>(false);
    if (!comesBack)
        return tl::unexpected<Error>(comesBack.error());
    if (tell)
        tell(tr("Restarting the computer"), -1);
    if (const auto restarted = m_calls.restart(); !restarted) {
        if (*comesBack)
            m_calls.takeWordBack();
        return tl::unexpected<Error>(restarted.error());
    }
    return *comesBack ? tr("The computer restarts. After you log in, this program comes back.")
                      : tr("The computer restarts.");
}

} // namespace reconnect
