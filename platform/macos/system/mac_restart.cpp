#include "platform/macos/system/mac_restart.h"

#include "core/tr.h"
#include "platform/macos/system/refusal.h"
#include "platform/macos/system/resume_agent.h"

namespace reconnect::macos {
namespace {

constexpr int consentMs = 120000; // a person may be asked

// MacErrors.h
constexpr int userCanceled = -128;
constexpr int eventNotPermitted = -1743;

} // namespace

MacRestart::MacRestart(Tools& tools, QString home)
    : m_tools(tools)
    , m_home(std::move(home))
{
}

Result<bool> MacRestart::leaveWord(const ComeBack& comeBack)
{
    const auto written = writeResumeAgent(m_home, comeBack.wizard, comeBack.stage);
    return written ? Result<bool>(true) : tl::unexpected<Error>(written.error());
}

void MacRestart::takeWordBack()
{
    removeResumeAgent(m_home);
}

Result<void> MacRestart::restart()
{
    Command command;
    command.program = QStringLiteral("/usr/bin/osascript");
    command.arguments = QStringList{
        QStringLiteral("-e"), QStringLiteral("tell application \"System Events\" to restart")};
    command.timeoutMs = consentMs;
    const auto output = m_tools.run(command);
    if (!output)
        return tl::unexpected<Error>(output.error());
    if (output->exitCode == 0)
        return {};
    switch (appleEventError(*output).value_or(0)) {
    case userCanceled:
        return failure(ErrorCode::Cancelled);
    case eventNotPermitted:
        return failure(ErrorCode::NotPermitted, tr("Restart the computer from the Apple menu."));
    default:
        return tl::unexpected<Error>(refusalOf(*output));
    }
}

} // namespace reconnect::macos
