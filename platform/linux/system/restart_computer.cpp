#include "platform/linux/system/restart_computer.h"

#include "platform/linux/system/refusal.h"
#include "platform/linux/system/resume_entry.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace reconnect::linux_os {
namespace {

constexpr int consentMs = 120000; // a person may be asked, where others are logged in too

QString tr(const char* text)
{
    return QCoreApplication::translate("system", text);
}

} // namespace

Restarter::Restarter(Tools& tools, ComeBack comeBack)
    : m_tools(tools)
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
    const bool comesBack = QFileInfo(m_comeBack.wizard).isExecutable();
    if (comesBack) {
        const auto written =
            writeResumeEntry(m_comeBack.configHome, m_comeBack.wizard, m_comeBack.stage);
        if (!written)
            return tl::unexpected<Error>(written.error());
    }
    if (tell)
        tell(tr("Restarting the computer"), -1);
    const auto rebooted = reboot();
    if (rebooted)
        return comesBack ? tr("The computer restarts. After you log in, this program comes back.")
                         : tr("The computer restarts.");
    if (comesBack)
        removeResumeEntry(m_comeBack.configHome);
    return tl::unexpected<Error>(rebooted.error());
}

Result<void> Restarter::reboot()
{
    Error last{ErrorCode::Unsupported, tr("Restart the computer from its own menu.")};
    for (const char* program : {"systemctl", "loginctl"}) {
        Command command;
        command.program = QString::fromLatin1(program);
        command.arguments = QStringList{QStringLiteral("reboot")};
        command.timeoutMs = consentMs;
        const auto output = m_tools.run(command);
        if (!output && output.error().code == ErrorCode::NotFound)
            continue;
        if (!output)
            return tl::unexpected<Error>(output.error());
        if (output->exitCode == 0)
            return {};
        last = refusalOf(*output);
        if (last.code != ErrorCode::Failed)
            break; // asking again another way would only ask the person twice
    }
    return tl::unexpected<Error>(last);
}

} // namespace reconnect::linux_os
