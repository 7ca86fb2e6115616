#include "platform/process_tools.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>

namespace reconnect {
namespace {

constexpr int lookMs = 50; // how long somebody who wants to stop it waits at most
constexpr int endMs = 1000;

// QProcess can't be destroyed while its program runs; what does not end when killed (it hangs in
// the kernel) is left behind rather than waited for.
void end(std::unique_ptr<QProcess> process)
{
    process->closeReadChannel(QProcess::StandardOutput);
    process->closeReadChannel(QProcess::StandardError);
    process->kill();
    if (!process->waitForFinished(endMs))
        (void)process.release();
}

tl::unexpected<Error> notStarted(const QProcess& process)
{
    // Qt tells a missing program from a forbidden one only in words.
    const bool there = QFileInfo::exists(process.program());
    return failure(there ? ErrorCode::NotPermitted : ErrorCode::NotFound, process.errorString());
}

} // namespace

ProcessTools::ProcessTools(std::function<bool()> stopped)
    : m_stopped(std::move(stopped))
{
}

Result<CommandOutput> ProcessTools::run(const Command& command)
{
    const auto stopped = [this] { return m_stopped && m_stopped(); };
    if (stopped())
        return failure(ErrorCode::Cancelled);
    QElapsedTimer clock;
    clock.start();
    auto process = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process->setProcessEnvironment(environment);
    process->start(command.program, command.arguments);
    if (!process->waitForStarted(command.timeoutMs))
        return notStarted(*process);
    process->write(command.input);
    process->closeWriteChannel();

    CommandOutput output;
    while (true) {
        const bool over =
            process->state() == QProcess::NotRunning || process->waitForFinished(lookMs);
        output.out += process->readAllStandardOutput();
        output.err += process->readAllStandardError();
        std::optional<ErrorCode> breach;
        if (output.out.size() + output.err.size() > command.maxOutput)
            breach = ErrorCode::TooLarge;
        else if (!over && stopped())
            breach = ErrorCode::Cancelled;
        else if (!over && clock.elapsed() > command.timeoutMs)
            breach = ErrorCode::TimedOut;
        if (breach) {
            end(std::move(process));
            return failure(*breach, command.program);
        }
        if (over)
            break;
    }
    if (process->exitStatus() == QProcess::CrashExit)
        return failure(ErrorCode::Failed, process->errorString());
    output.exitCode = process->exitCode();
    return output;
}

} // namespace reconnect
