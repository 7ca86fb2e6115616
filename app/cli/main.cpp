#include "app/cli/arguments.h"
#include "app/cli/diagnose.h"
#include "app/cli/fix.h"
#include "app/cli/undo.h"
#include "app/session/live_probes.h"
#include "app/session/repairs.h"
#include "core/tr.h"
#include "platform/leave.h"
#include "version.h"

#include <QCoreApplication>
#include <cstdio>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#else
#include <unistd.h>
#endif

using namespace reconnect;

namespace {

bool isTerminal(FILE* stream)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) != 0;
#endif
}

// Windows' console has to be asked to read UTF-8, and to move its cursor as it is told; it goes on
// to the next program as it was.
class ConsoleWays {
#ifdef Q_OS_WIN
public:
    ConsoleWays()
    {
        SetConsoleOutputCP(CP_UTF8);
        m_redraws = GetConsoleMode(m_err, &m_mode) &&
                    SetConsoleMode(m_err, m_mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
    }
    ~ConsoleWays()
    {
        SetConsoleOutputCP(m_page);
        if (m_redraws)
            SetConsoleMode(m_err, m_mode);
    }
    ConsoleWays(const ConsoleWays&) = delete;
    ConsoleWays& operator=(const ConsoleWays&) = delete;
    bool redraws() const
    {
        return m_redraws;
    }

private:
    const UINT m_page = GetConsoleOutputCP();
    const HANDLE m_err = GetStdHandle(STD_ERROR_HANDLE);
    DWORD m_mode = 0;
    bool m_redraws = false;
#else
public:
    bool redraws() const
    {
        return true;
    }
#endif
};

// JSON and reports are bytes: no line end is made two of.
void useBytes()
{
#ifdef Q_OS_WIN
    for (FILE* stream : {stdin, stdout, stderr})
        _setmode(_fileno(stream), _O_BINARY);
#endif
}

template<class Task>
int statusOf(Task& task)
{
    int status = exitUsage;
    // Queued, so that what answers at once finds an event loop to end.
    QObject::connect(
        &task, &Task::ended, &task,
        [&status](int ended) {
            status = ended;
            QCoreApplication::quit();
        },
        Qt::QueuedConnection);
    QCoreApplication::exec();
    return status;
}

int fix(Console& console, const Arguments& arguments, const MakeProbeSource& makeProbes)
{
    Session session(makeProbes);
    Repairs repairs(session, makeProbes, makeRepairHost);
    FixTask task(console, arguments, session, repairs);
    task.start();
    return statusOf(task);
}

int undo(Console& console, const Arguments& arguments, const MakeProbeSource& makeProbes)
{
    Session session(makeProbes);
    Repairs repairs(session, makeProbes, makeRepairHost);
    UndoTask task(console, arguments, repairs);
    return statusOf(task);
}

int runLive(Console& console, const Arguments& arguments)
{
    const auto endpoints = loadEndpoints(arguments.endpoints);
    if (!endpoints)
        return console.misuse(
            tr("the endpoints in %1 can't be used: %2")
                .arg(arguments.endpoints.isEmpty() ? tr("the program") : arguments.endpoints,
                     endpoints.error().detail));
    const MakeProbeSource makeProbes = [endpoints = *endpoints] {
        return std::make_unique<LiveProbes>(makeHost(), endpoints);
    };
    const bool changes = !arguments.dryRun && !arguments.list;
    switch (arguments.verb) {
    case Arguments::Verb::Fix:
    case Arguments::Verb::Undo:
        if (changes && !arguments.yes && !console.terminals().in)
            return console.misuse(tr("nobody can be asked here; --yes goes on without asking"));
        return arguments.verb == Arguments::Verb::Fix ? fix(console, arguments, makeProbes)
                                                      : undo(console, arguments, makeProbes);
    default:
        return diagnoseLive(console, arguments, makeProbes);
    }
}

int runProgram(int argc, char** argv)
{
    useBytes();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("reconnect2026"));
    const ConsoleWays ways;
    StandardConsole console(
        {isTerminal(stdin), isTerminal(stdout), isTerminal(stderr) && ways.redraws()});

    const auto arguments = parseArguments(QCoreApplication::arguments().mid(1));
    if (!arguments)
        return console.misuse(arguments.error().detail + QLatin1Char(' ') +
                              tr("(--help shows what there is)"));
    if (arguments->verb == Arguments::Verb::Help)
        return console.write(helpText().toUtf8()) ? exitDone : exitUsage;
    if (arguments->verb == Arguments::Verb::Version)
        return console.write(QByteArray("reconnect2026 ") + toolVersion + '\n') ? exitDone
                                                                                : exitUsage;
    return arguments->from.isEmpty() ? runLive(console, *arguments)
                                     : diagnoseSaved(console, *arguments);
}

} // namespace

int main(int argc, char** argv)
{
    return leave(runProgram(argc, argv));
}
