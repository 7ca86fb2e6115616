#include "platform/macos/command_batch.h"

#include <QTimer>

#include <memory>

namespace reconnect::macos {
namespace {

using Outputs = QList<Result<CommandOutput>>;

// Goes with the last of the callbacks that hold it.
class Batch : public std::enable_shared_from_this<Batch> {
public:
    Batch(CommandRunner& runner, const QList<Command>& commands, QObject* context,
          std::function<void(const Outputs&)> done)
        : m_runner(runner)
        , m_commands(commands)
        , m_outputs(commands.size(), failure(ErrorCode::Cancelled))
        , m_left(commands.size())
        , m_context(context)
        , m_done(std::move(done))
    {
    }

    void startNext()
    {
        if (m_next == m_commands.size())
            return;
        const qsizetype at = m_next++;
        m_runner.run(m_commands[at], m_context,
                     [self = shared_from_this(), at](Result<CommandOutput> output) {
                         self->m_outputs[at] = std::move(output);
                         self->startNext();
                         if (--self->m_left == 0)
                             self->m_done(self->m_outputs);
                     });
    }

private:
    CommandRunner& m_runner;
    QList<Command> m_commands;
    Outputs m_outputs;
    qsizetype m_next = 0;
    qsizetype m_left;
    QObject* m_context;
    std::function<void(const Outputs&)> m_done;
};

} // namespace

void runAll(CommandRunner& runner, const QList<Command>& commands, int width, QObject* context,
            std::function<void(const QList<Result<CommandOutput>>&)> done)
{
    if (commands.isEmpty()) {
        QTimer::singleShot(0, context, [done = std::move(done)] { done({}); });
        return;
    }
    const auto batch = std::make_shared<Batch>(runner, commands, context, std::move(done));
    for (int i = 0; i < width; ++i)
        batch->startNext();
}

} // namespace reconnect::macos
