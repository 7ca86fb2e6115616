#include "platform/linux/zoom/package_commands.h"

#include <QCoreApplication>

namespace reconnect::linux_os {

Result<CommandOutput> runTool(Tools& tools, const QStringList& words, int timeoutMs)
{
    Command command;
    command.program = words.first();
    command.arguments = words.mid(1);
    command.timeoutMs = timeoutMs;
    auto output = tools.run(command);
    if (!output && output.error().code == ErrorCode::NotFound)
        return failure(ErrorCode::Unsupported,
                       QCoreApplication::translate("fix", "%1 is needed for this and is not "
                                                          "installed here.")
                           .arg(words.first()));
    return output;
}

Result<QByteArray> runWell(Tools& tools, const QStringList& words, int timeoutMs)
{
    const auto output = runTool(tools, words, timeoutMs);
    if (!output)
        return tl::unexpected(output.error());
    if (output->exitCode != 0)
        return tl::unexpected(errorFromPackageTool(*output));
    return output->out;
}

} // namespace reconnect::linux_os
