#include "platform/linux/zoom/package_commands.h"

#include "core/tr.h"

namespace reconnect::linux_os {

namespace {

Result<CommandOutput> runCommand(Tools& tools, const Command& command)
{
    auto output = tools.run(command);
    if (!output && output.error().code == ErrorCode::NotFound)
        return failure(ErrorCode::Unsupported, tr("%1 is needed for this and is not "
                                                  "installed here.")
                                                   .arg(command.program));
    return output;
}

Command commandOf(const QStringList& words, int timeoutMs)
{
    Command command;
    command.program = words.first();
    command.arguments = words.mid(1);
    command.timeoutMs = timeoutMs;
    return command;
}

Result<QByteArray> well(const Result<CommandOutput>& output)
{
    if (!output)
        return tl::unexpected(output.error());
    if (output->exitCode != 0)
        return tl::unexpected(errorFromPackageTool(*output));
    return output->out;
}

} // namespace

Result<CommandOutput> runTool(Tools& tools, const QStringList& words, int timeoutMs)
{
    return runCommand(tools, commandOf(words, timeoutMs));
}

Result<QByteArray> runWell(Tools& tools, const QStringList& words, int timeoutMs)
{
    return well(runTool(tools, words, timeoutMs));
}

Result<void> runToTheEnd(Tools& tools, const QStringList& words)
{
    Command command = commandOf(words, installMs);
    command.toTheEnd = true;
    const auto said = well(runCommand(tools, command));
    return said ? Result<void>() : tl::unexpected(said.error());
}

} // namespace reconnect::linux_os
