#include "platform/windows/system/run_once.h"

namespace reconnect::windows_os {

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

} // namespace reconnect::windows_os
