#include "platform/macos/system/restart_computer.h"

#include "platform/macos/system/refusal.h"
#include "platform/macos/system/resume_agent.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace reconnect::macos {
namespace {

constexpr int consentMs = 120000; // a person may be asked

// MacErrors.h
constexpr int userCanceled = -128;
constexpr int eventNotPermitted = -1743;

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
        const auto written = writeResumeAgent(m_comeBack.home, m_comeBack.wizard, m_comeBack.stage);
        if (!written)
            return tl::unexpected<Error>(written.error());
    }
    if (tell)
        tell(tr("Restarting the computer"), -1);
    const auto restarted = restart();
    if (restarted)
        return comesBack ? tr("The computer restarts. After you log in, this program comes back.")
                         : tr("The computer restarts.");
    if (comesBack)
        removeResumeAgent(m_comeBack.home);
    return tl::unexpected<Error>(restarted.error());
}

Result<void> Restarter::restart()
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
