#include "platform/windows/native/zoom_processes.h"

#include "platform/windows/native/handle.h"
#include "platform/windows/native/security.h"

#include <QDir>
#include <QProcess>

#include <vector>

#include <tlhelp32.h>

namespace reconnect::windows_os {
namespace {

constexpr int maxProcesses = 100000;
constexpr size_t maxPath = 32768;

// With "/"; empty: it is gone, or not ours to ask.
QString programOf(HANDLE process)
{
    std::vector<wchar_t> path(maxPath);
    DWORD length = DWORD(path.size());
    if (!QueryFullProcessImageNameW(process, 0, path.data(), &length))
        return {};
    return QDir::fromNativeSeparators(QString::fromWCharArray(path.data(), qsizetype(length)));
}

bool isOfThisSession(DWORD pid)
{
    DWORD own = 0;
    DWORD other = 0;
    return ProcessIdToSessionId(GetCurrentProcessId(), &own) && ProcessIdToSessionId(pid, &other) &&
           own == other;
}

BOOL CALLBACK closeWindowOf(HWND window, LPARAM pid)
{
    DWORD owner = 0;
    GetWindowThreadProcessId(window, &owner);
    if (owner == DWORD(pid))
        PostMessageW(window, WM_CLOSE, 0, 0);
    return TRUE;
}

} // namespace

NativeZoomProcesses::NativeZoomProcesses(std::function<QStringList()> folders)
    : m_folders(std::move(folders))
{
}

QList<ClientProcess> NativeZoomProcesses::running()
{
    QList<ClientProcess> found;
    const QStringList folders = m_folders();
    const Handle all(CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0));
    if (!all.isOpen())
        return found;
    PROCESSENTRY32W entry = {};
    entry.dwSize = sizeof(entry);
    const AmongOthers right;
    int seen = 0;
    for (BOOL more = Process32FirstW(all.get(), &entry); more && ++seen < maxProcesses;
         more = Process32NextW(all.get(), &entry)) {
        if (!isOfThisSession(entry.th32ProcessID))
            continue;
        const Handle process(
            OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, entry.th32ProcessID));
        const QString program = process.isOpen() ? programOf(process.get()) : QString();
        for (const QString& folder : folders)
            if (program.startsWith(folder + QLatin1Char('/'), Qt::CaseInsensitive)) {
                found.append({entry.th32ProcessID, program});
                break;
            }
    }
    return found;
}

void NativeZoomProcesses::end(const ClientProcess& process, bool firmly)
{
    // Held open and looked at again: its number may be another's by now.
    const AmongOthers right;
    const Handle held(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_TERMINATE, FALSE,
                                  DWORD(process.pid)));
    if (!held.isOpen() || programOf(held.get()) != process.program)
        return;
    if (firmly)
        TerminateProcess(held.get(), 1);
    else
        EnumWindows(closeWindowOf, LPARAM(process.pid));
}

Result<void> NativeZoomProcesses::start(const QStringList& command)
{
    QProcess process;
    process.setProgram(command.first());
    process.setArguments(command.mid(1));
    process.setWorkingDirectory(QDir::homePath());
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached() ? Result<void>() : failure(ErrorCode::NotFound, command.first());
}

} // namespace reconnect::windows_os
