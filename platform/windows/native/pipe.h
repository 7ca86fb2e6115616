#pragma once

#include "core/result.h"
#include "platform/windows/native/handle.h"

#include <QByteArray>

namespace reconnect::windows_os {

// Our end of a named pipe that other programs of this computer can't get at unasked: for this
// person and administrators, the first of its name, one client at a time. All calls are bounded in
// time and end early with Unreachable when the process at the other side ends. Blocks.
class PipeServer {
public:
    // Errors: NotPermitted, Conflict (somebody has that name), Failed.
    static Result<PipeServer> open(const QString& name);

    // Waits for that process and no other: whoever else comes first is sent away.
    // Errors: TimedOut, Unreachable, Failed.
    Result<void> waitFor(HANDLE process, int ms);
    Result<void> write(const QByteArray& bytes, HANDLE process, int ms);
    // Up to a line's end, which is left out. TooLarge beyond `most`.
    Result<QByteArray> readLine(qsizetype most, HANDLE process, int ms);

private:
    PipeServer(Handle pipe, Handle bell);
    // The bytes that were moved, once what was begun with `status` is over.
    Result<DWORD> finish(bool begun, OVERLAPPED& work, HANDLE process, ULONGLONG deadline);

    Handle m_pipe;
    Handle m_bell;
    QByteArray m_received; // what came after the last line that was read
};

} // namespace reconnect::windows_os
