#include "platform/macos/zoom/mac_client_processes.h"

#include "platform/macos/zoom/process_list.h"

namespace reconnect::macos {
namespace {

constexpr int quitMs = 3000;
constexpr int killMs = 1000;
constexpr int openMs = 15000;

Command command(const char* program, const QStringList& arguments, int timeoutMs)
{
    Command made;
    made.program = QString::fromLatin1(program);
    made.arguments = arguments;
    made.timeoutMs = timeoutMs;
    made.maxOutput = 64 << 10;
    return made;
}

// Does not wait for what the app asks the person then.
Command quitCommand()
{
    const QString option = QStringLiteral("-e");
    return command("/usr/bin/osascript",
                   {option, QStringLiteral("ignoring application responses"), option,
                    QStringLiteral("tell application id \"us.zoom.xos\" to quit"), option,
                    QStringLiteral("end ignoring")},
                   quitMs);
}

} // namespace

MacClientProcesses::MacClientProcesses(Tools& tools, ZoomFolders folders, Person person)
    : m_tools(tools)
    , m_folders(std::move(folders))
    , m_person(person)
{
}

// Also where the app is gone from by now: its processes live on.
QStringList MacClientProcesses::apps() const
{
    const QString app = QStringLiteral("/Applications/zoom.us.app");
    QStringList all{m_folders.root + app};
    if (!m_folders.home.isEmpty())
        all.append(m_folders.home + app);
    return all;
}

QList<ClientProcess> MacClientProcesses::running()
{
    const auto listing = m_tools.run(askProcesses());
    return listing ? processesFrom(listing->out, m_person.user, apps()) : QList<ClientProcess>();
}

bool MacClientProcesses::isStill(const ClientProcess& process)
{
    const auto listing = m_tools.run(askProcesses(process.pid));
    if (!listing)
        return false;
    for (const ClientProcess& one : processesFrom(listing->out, m_person.user, apps()))
        if (one.pid == process.pid && one.program == process.program)
            return true;
    return false;
}

void MacClientProcesses::end(const ClientProcess& process, bool firmly)
{
    if (!isStill(process)) // its number may be another's by now
        return;
    const bool isApp = process.program.endsWith(QLatin1String(".app/Contents/MacOS/zoom.us"));
    if (!firmly && isApp && m_person.isHere) {
        // The person may have forbidden this program to speak to others: then it is not 0.
        const auto asked = m_tools.run(quitCommand());
        if (asked && asked->exitCode == 0)
            return;
    }
    static_cast<void>(m_tools.run(command(
        "/bin/kill",
        {firmly ? QStringLiteral("-KILL") : QStringLiteral("-TERM"), QString::number(process.pid)},
        killMs)));
}

Result<void> MacClientProcesses::start(const QStringList& line)
{
    Command open;
    open.program = line.value(0);
    open.arguments = line.mid(1);
    open.timeoutMs = openMs;
    open.maxOutput = 64 << 10;
    const auto output = m_tools.run(open);
    if (!output)
        return tl::unexpected(output.error());
    return output->exitCode == 0 ? Result<void>()
                                 : failure(ErrorCode::NotFound,
                                           QString::fromUtf8(output->err.left(200)).simplified());
}

} // namespace reconnect::macos
