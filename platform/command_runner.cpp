#include "platform/command_runner.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

#include <optional>

namespace reconnect {
namespace {

// One program. Lives until the process is gone, which may be later than the answer: destroying a
// QProcess that still runs would wait for it.
class Run : public QObject {
    Q_OBJECT

public:
    Run(const Command& command, QObject* context, CommandRunner::Done done)
        : m_context(context)
        , m_done(std::move(done))
        , m_maxOutput(command.maxOutput)
    {
        connect(&m_process, &QProcess::readyReadStandardOutput, this, &Run::gather);
        connect(&m_process, &QProcess::readyReadStandardError, this, &Run::gather);
        connect(&m_process, &QProcess::errorOccurred, this, &Run::onError);
        connect(&m_process, &QProcess::finished, this, &Run::onFinished);
        connect(context, &QObject::destroyed, this, &Run::end);
        // A thread that ends delivers no finished() any more.
        connect(QThread::currentThread(), &QThread::finished, this, &QObject::deleteLater);
        m_timeout.setSingleShot(true);
        connect(&m_timeout, &QTimer::timeout, this,
                [this] { answer(failure(ErrorCode::TimedOut, m_process.program())); });
    }

    void start(const QString& path, const Command& command)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
        m_process.setProcessEnvironment(environment);
        m_timeout.start(command.timeoutMs);
        m_process.start(path, command.arguments);
        m_process.write(command.input);
        m_process.closeWriteChannel();
    }

private:
    void gather()
    {
        m_output.out += m_process.readAllStandardOutput();
        m_output.err += m_process.readAllStandardError();
        if (m_output.out.size() + m_output.err.size() > m_maxOutput)
            answer(failure(ErrorCode::TooLarge, m_process.program()));
    }

    void onError(QProcess::ProcessError error)
    {
        // Others either come with finished() or are an input that the program did not want.
        if (error != QProcess::FailedToStart)
            return;
        answer(failure(ErrorCode::Failed, m_process.errorString()));
        deleteLater();
    }

    void onFinished(int exitCode, QProcess::ExitStatus status)
    {
        gather();
        m_output.exitCode = exitCode;
        if (status == QProcess::NormalExit)
            answer(m_output);
        else
            answer(failure(ErrorCode::Failed, m_process.errorString()));
        deleteLater();
    }

    void answer(Result<CommandOutput> result)
    {
        if (!m_done)
            return;
        // Not from within a signal of the process: whoever hears of it may do anything.
        QTimer::singleShot(
            0, m_context,
            [done = std::exchange(m_done, {}), result = std::move(result)] { done(result); });
        end();
    }

    void end()
    {
        m_done = {};
        m_timeout.stop();
        m_output = {};
        if (m_process.state() != QProcess::NotRunning)
            m_process.kill();
    }

    QObject* m_context; // valid while m_done is set
    CommandRunner::Done m_done;
    qint64 m_maxOutput;
    CommandOutput m_output;
    QProcess m_process;
    QTimer m_timeout;
};

// The program's file, or why it can't be run.
Result<QString> locate(const QString& program)
{
    const QFileInfo given(program);
    if (given.isAbsolute()) {
        if (!given.exists())
            return failure(ErrorCode::NotFound, program);
        if (!given.isFile() || !given.isExecutable())
            return failure(ErrorCode::NotPermitted, program);
        return program;
    }
    const QString found = QStandardPaths::findExecutable(program);
    if (found.isEmpty())
        return failure(ErrorCode::NotFound, program);
    return found;
}

} // namespace

void ProcessCommandRunner::run(const Command& command, QObject* context, Done done)
{
    const Result<QString> path = locate(command.program);
    if (!path) {
        QTimer::singleShot(0, context, [done = std::move(done), error = path.error()] {
            done(tl::unexpected<Error>(error));
        });
        return;
    }
    auto* run = new Run(command, context, std::move(done));
    run->start(*path, command);
}

} // namespace reconnect

#include "command_runner.moc"
