#include "platform/process_tools.h"

#include "platform/to_the_end.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryFile>

namespace reconnect {
namespace {

constexpr int lookMs = 50; // how long somebody who wants to stop it waits at most
constexpr int endMs = 1000;

// QProcess can't be destroyed while its program runs; one that is left running is left with it.
bool end(std::unique_ptr<QProcess>& process)
{
    process->kill();
    return process->waitForFinished(endMs);
}

void leave(std::unique_ptr<QProcess> process)
{
    if (process->state() == QProcess::NotRunning)
        return;
    QProcess* left = process.release();
    QObject::connect(left, &QProcess::finished, left, &QObject::deleteLater);
}

tl::unexpected<Error> notStarted(const QProcess& process)
{
    // Qt tells a missing program from a forbidden one only in words.
    const bool there = QFileInfo::exists(process.program());
    return failure(there ? ErrorCode::NotPermitted : ErrorCode::NotFound, process.errorString());
}

std::unique_ptr<QProcess> prepared()
{
    auto process = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process->setProcessEnvironment(environment);
    return process;
}

} // namespace

ProcessTools::ProcessTools(std::function<bool()> stopped)
    : m_stopped(std::move(stopped))
{
}

Result<CommandOutput> ProcessTools::run(const Command& command)
{
    if (m_stopped && m_stopped())
        return failure(ErrorCode::Cancelled);
    return command.toTheEnd ? runToTheEnd(command) : runBounded(command);
}

Result<CommandOutput> ProcessTools::runBounded(const Command& command)
{
    const auto stopped = [&] {
        return (m_stopped && m_stopped()) || (command.stopped && command.stopped());
    };
    QElapsedTimer clock;
    clock.start();
    auto process = prepared();
    process->start(command.program, command.arguments);
    if (!process->waitForStarted(command.timeoutMs))
        return notStarted(*process);
    process->write(command.input);
    process->closeWriteChannel();

    CommandOutput output;
    while (true) {
        const bool over =
            process->state() == QProcess::NotRunning || process->waitForFinished(lookMs);
        const QByteArray heard = process->readAllStandardOutput();
        if (command.hear && !heard.isEmpty())
            command.hear(heard);
        output.out += heard;
        output.err += process->readAllStandardError();
        std::optional<ErrorCode> breach;
        if (output.out.size() + output.err.size() > command.maxOutput)
            breach = ErrorCode::TooLarge;
        else if (!over && stopped())
            breach = ErrorCode::Cancelled;
        else if (!over && clock.elapsed() > command.timeoutMs)
            breach = ErrorCode::TimedOut;
        // Another user's program can't be ended, so what it does is waited for.
        if (breach && (end(process) || *breach != ErrorCode::Cancelled)) {
            leave(std::move(process));
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

// What it says goes to files: a pipe would break with this program, and the tool with it.
Result<CommandOutput> ProcessTools::runToTheEnd(const Command& command)
{
    QTemporaryFile out;
    QTemporaryFile err;
    if (!out.open() || !err.open())
        return failure(ErrorCode::NoSpace, out.errorString());
    const ToTheEnd unbroken;
    auto process = prepared();
    process->setStandardOutputFile(out.fileName());
    process->setStandardErrorFile(err.fileName());
    process->start(command.program, command.arguments);
    if (!process->waitForStarted(command.timeoutMs))
        return notStarted(*process);
    process->write(command.input);
    process->closeWriteChannel();
    if (!process->waitForFinished(command.timeoutMs)) {
        leave(std::move(process));
        return failure(ErrorCode::TimedOut, command.program);
    }
    if (process->exitStatus() == QProcess::CrashExit)
        return failure(ErrorCode::Failed, process->errorString());
    return CommandOutput{process->exitCode(), out.read(command.maxOutput),
                         err.read(command.maxOutput)};
}

} // namespace reconnect
