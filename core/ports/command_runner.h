#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <functional>

namespace reconnect {

// A program to run: argv, never a shell.
struct Command {
    QString program; // absolute, or a name found on PATH
    QStringList arguments;
    QByteArray input;           // given on standard input, which is then closed
    int timeoutMs = 3000;       // then it is killed
    qint64 maxOutput = 4 << 20; // bytes of standard output and error together; then it is killed

    // Only Tools knows these.
    // Once started it is never killed, neither by the bounds above nor with this program, which
    // lives on to hear the end. After the time the answer is TimedOut, and it works on.
    bool toTheEnd = false;
    std::function<void(const QByteArray& bytes)> hear = {}; // standard output, as it comes
    // Looked at while it runs: true ends it, and the answer is Cancelled. Where the system does not
    // let it be ended it is waited for.
    std::function<bool()> stopped = {};
};

struct CommandOutput {
    int exitCode = 0;
    QByteArray out;
    QByteArray err;
};

// Runs other programs without waiting, with LC_ALL=C so that their words are known.
class CommandRunner {
public:
    using Done = std::function<void(Result<CommandOutput>)>;

    virtual ~CommandRunner() = default;

    // Answers once, from the event loop of the calling thread; never after `context` is gone,
    // which also ends the program. Errors: NotFound, NotPermitted, TimedOut, TooLarge, Failed
    // (crashed). An exit code other than 0 is an output, not an error.
    virtual void run(const Command& command, QObject* context, Done done) = 0;
};

} // namespace reconnect
