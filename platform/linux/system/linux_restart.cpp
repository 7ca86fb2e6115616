#include "platform/linux/system/linux_restart.h"

#include "core/tr.h"
#include "platform/linux/system/refusal.h"
#include "platform/linux/system/resume_entry.h"

namespace reconnect::linux_os {
namespace {

constexpr int consentMs = 120000; // a person may be asked, where others are logged in too

} // namespace

LinuxRestart::LinuxRestart(Tools& tools, QString configHome)
    : m_tools(tools)
    , m_configHome(std::move(configHome))
{
}

Result<bool> LinuxRestart::leaveWord(const ComeBack& comeBack)
{
    const auto written = writeResumeEntry(m_configHome, comeBack.wizard, comeBack.stage);
    return written ? Result<bool>(true) : tl::unexpected<Error>(written.error());
}

void LinuxRestart::takeWordBack()
{
    removeResumeEntry(m_configHome);
}

Result<void> LinuxRestart::restart()
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
