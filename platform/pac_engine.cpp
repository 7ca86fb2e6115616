#include "platform/pac_engine.h"

#include "platform/pac/engine.h"

namespace reconnect {
namespace {

Result<QString> answerOf(const Result<CommandOutput>& output)
{
    if (!output)
        return tl::unexpected<Error>(output.error());
    const QString complaint = QString::fromUtf8(output->err.left(200)).trimmed();
    switch (pac::Ending(output->exitCode)) {
    case pac::Ending::Answered:
        return QString::fromUtf8(output->out).trimmed();
    case pac::Ending::Malformed:
        return failure(ErrorCode::Malformed, complaint);
    case pac::Ending::Exhausted:
    case pac::Ending::TooLarge:
        return failure(ErrorCode::TooLarge, complaint);
    case pac::Ending::Usage:
        break;
    }
    return failure(ErrorCode::Failed, complaint);
}

} // namespace

ProcessPacEngine::ProcessPacEngine(CommandRunner& commands, QString program)
    : m_commands(commands)
    , m_program(std::move(program))
{
}

void ProcessPacEngine::evaluate(const QByteArray& script, const QUrl& url, int timeoutMs,
                                QObject* context, Done done)
{
    Command command;
    command.program = m_program;
    // The path and any credentials stay here: a script from the network has no use for them.
    command.arguments = {QStringLiteral("%1://%2/").arg(url.scheme(), url.host()), url.host()};
    command.input = script;
    command.timeoutMs = timeoutMs;
    command.maxOutput = 64 << 10;
    m_commands.run(command, context, [done = std::move(done)](const Result<CommandOutput>& output) {
        done(answerOf(output));
    });
}

} // namespace reconnect
