#include "platform/command_runner.h"

#include <QFileInfo>
#include <QProcess>
#include <QTimer>

namespace reconnect {
namespace {

// One run of one program; a child of the caller's context, which ends it by going away.
class Run : public QObject {
public:
    Run(const Command& command, QObject* context, CommandRunner::Done done)
        : QObject(context)
        , m_maxOutput(command.maxOutput)
        , m_done(std::move(done))
        , m_process(new QProcess)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
        m_process->setProcessEnvironment(environment);
        m_process->setProgram(command.program);
        m_process->setArguments(command.arguments);

        connect(m_process, &QProcess::readyReadStandardOutput, this, [this] { gather(); });
        connect(m_process, &QProcess::readyReadStandardError, this, [this] { gather(); });
        connect(m_process, &QProcess::errorOccurred, this,
                [this](QProcess::ProcessError error) { failed(error); });
        connect(m_process, &QProcess::finished, this, [this](int exitCode) {
            gather();
            m_output.exitCode = exitCode;
            answer(m_output);
        });
        QTimer::singleShot(command.timeoutMs, this,
                           [this] { answer(failure(ErrorCode::TimedOut)); });
        // Later, so that a program that can't start is not answered from within run().
        QTimer::singleShot(0, this, [this, input = command.input] {
            m_process->start();
            m_process->write(input);
            m_process->closeWriteChannel();
        });
    }

    ~Run() override { release(); }

private:
    void gather()
    {
        m_output.out += m_process->readAllStandardOutput();
        m_output.err += m_process->readAllStandardError();
        if (m_output.out.size() + m_output.err.size() > m_maxOutput)
            answer(failure(ErrorCode::TooLarge));
    }

    void failed(QProcess::ProcessError error)
    {
        // A program need not read what it is given.
        if (error == QProcess::WriteError || error == QProcess::ReadError)
            return;
        if (error == QProcess::FailedToStart) {
            // Qt tells a missing program from a forbidden one only in words.
            const bool there = QFileInfo::exists(m_process->program());
            answer(failure(there ? ErrorCode::NotPermitted : ErrorCode::NotFound,
                           m_process->errorString()));
            return;
        }
        answer(failure(ErrorCode::Failed, m_process->errorString()));
    }

    void answer(Result<CommandOutput> result)
    {
        if (!m_done)
            return;
        const auto done = std::exchange(m_done, nullptr);
        release();
        deleteLater();
        done(std::move(result));
    }

    // QProcess waits in its destructor for a program that still runs, so it is let go: killed, and
    // deleted when the system says that it has ended.
    void release()
    {
        if (!m_process)
            return;
        QProcess* process = std::exchange(m_process, nullptr);
        process->disconnect(this);
        if (process->state() == QProcess::NotRunning) {
            process->deleteLater();
            return;
        }
        connect(process, &QProcess::finished, process, &QObject::deleteLater);
        process->closeReadChannel(QProcess::StandardOutput);
        process->closeReadChannel(QProcess::StandardError);
        process->kill();
    }

    qint64 m_maxOutput;
    CommandRunner::Done m_done;
    QProcess* m_process; // not a child: it outlives this until it has ended
    CommandOutput m_output;
};

} // namespace

void ProcessRunner::run(const Command& command, QObject* context, Done done)
{
    new Run(command, context, std::move(done));
}

} // namespace reconnect
