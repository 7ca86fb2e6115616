#include "platform/process_tools.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <algorithm>

namespace reconnect {
namespace {

// How often a program that runs is looked at, for its time and for stop().
constexpr int lookMs = 50;
constexpr int goodbyeMs = 1000;

void kill(QProcess& process)
{
    process.kill();
    process.waitForFinished(goodbyeMs);
}

} // namespace

Result<CommandOutput> ProcessTools::run(const Command& command)
{
    if (m_stopped)
        return failure(ErrorCode::Cancelled);
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process.setProcessEnvironment(environment);
    process.start(command.program, command.arguments);
    if (!process.waitForStarted(command.timeoutMs)) {
        // Qt tells a missing program from a forbidden one only in words.
        const bool there = QFileInfo::exists(command.program);
        return failure(there ? ErrorCode::NotPermitted : ErrorCode::NotFound,
                       process.errorString());
    }
    process.write(command.input);
    process.closeWriteChannel();

    QElapsedTimer clock;
    clock.start();
    CommandOutput output;
    const auto gather = [&] {
        output.out += process.readAllStandardOutput();
        output.err += process.readAllStandardError();
        return output.out.size() + output.err.size() <= command.maxOutput;
    };
    while (process.state() != QProcess::NotRunning) {
        const qint64 left = command.timeoutMs - clock.elapsed();
        if (left <= 0 || m_stopped) {
            kill(process);
            return failure(m_stopped ? ErrorCode::Cancelled : ErrorCode::TimedOut);
        }
        process.waitForFinished(int(std::min<qint64>(left, lookMs)));
        if (!gather()) {
            kill(process);
            return failure(ErrorCode::TooLarge);
        }
    }
    gather();
    if (process.exitStatus() == QProcess::CrashExit)
        return failure(ErrorCode::Failed, process.errorString());
    output.exitCode = process.exitCode();
    return output;
}

} // namespace reconnect
