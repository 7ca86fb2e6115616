#include "platform/windows/system/restart_computer.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace reconnect::windows_os {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("system", text);
}

} // namespace

QString runOnceCommand(const ComeBack& comeBack)
{
    constexpr qsizetype longest = 260;
    if (comeBack.wizard.isEmpty() || comeBack.wizard.contains(u'"'))
        return {};
    QString wizard = comeBack.wizard;
    const QString line =
        u'"' + wizard.replace(u'/', u'\\') + QStringLiteral("\" --resume ") + comeBack.stage;
    return line.size() <= longest ? line : QString();
}

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
    const QString line =
        QFileInfo(m_comeBack.wizard).isFile() ? runOnceCommand(m_comeBack) : QString();
    if (!line.isEmpty()) {
        if (const auto written = m_calls.setComeBack(line); !written)
            return tl::unexpected<Error>(written.error());
    }
    if (tell)
        tell(tr("Restarting the computer"), -1);
    if (const auto restarted = m_calls.restart(); !restarted) {
        if (!line.isEmpty())
            m_calls.removeComeBack();
        return tl::unexpected<Error>(restarted.error());
    }
    return line.isEmpty() ? tr("The computer restarts.")
                          : tr("The computer restarts. After you log in, this program comes back.");
}

} // namespace reconnect::windows_os
