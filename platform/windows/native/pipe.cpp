#include "platform/windows/native/pipe.h"

#include "platform/windows/native/security.h"
#include "platform/windows/native/wide.h"

#include <array>
#include <sddl.h>

namespace reconnect::windows_os {
namespace {

constexpr DWORD roomInPipe = 64 << 10;

tl::unexpected<Error> lastError(const char* call)
{
    return tl::unexpected(systemError(::GetLastError(), QString::fromLatin1(call)));
}

DWORD leftUntil(ULONGLONG deadline)
{
    const ULONGLONG now = ::GetTickCount64();
    return now < deadline ? DWORD(deadline - now) : 0;
}

bool isGone(DWORD number)
{
    return number == ERROR_BROKEN_PIPE || number == ERROR_NO_DATA ||
           number == ERROR_PIPE_NOT_CONNECTED;
}

} // namespace

PipeServer::PipeServer(Handle pipe, Handle bell)
    : m_pipe(std::move(pipe))
    , m_bell(std::move(bell))
{
}

Result<PipeServer> PipeServer::open(const QString& name)
{
    const auto person = userOf(::GetCurrentProcess());
    if (!person)
        return tl::unexpected(person.error());
    const QString list = QStringLiteral("D:P(A;;FA;;;%1)(A;;FA;;;BA)(A;;FA;;;SY)").arg(*person);
    PSECURITY_DESCRIPTOR rights = nullptr;
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(wide(list), SDDL_REVISION_1,
                                                                &rights, nullptr))
        return lastError("rights of the pipe");
    SECURITY_ATTRIBUTES security = {sizeof security, rights, FALSE};
    Handle pipe(::CreateNamedPipeW(
        wide(QStringLiteral("\\\\.\\pipe\\") + name),
        PIPE_ACCESS_DUPLEX | FILE_FLAG_FIRST_PIPE_INSTANCE | FILE_FLAG_OVERLAPPED,
        PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, 1, roomInPipe,
        roomInPipe, 0, &security));
    const DWORD number = ::GetLastError();
    ::LocalFree(rights);
    if (!pipe.isOpen() && (number == ERROR_PIPE_BUSY || number == ERROR_ACCESS_DENIED))
        return failure(ErrorCode::Conflict, name); // how the first instance is refused
    if (!pipe.isOpen())
        return tl::unexpected(systemError(number, name));
    Handle bell(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
    if (!bell.isOpen())
        return lastError("CreateEvent");
    return PipeServer(std::move(pipe), std::move(bell));
}

Result<DWORD> PipeServer::finish(bool begun, OVERLAPPED& work, HANDLE process, ULONGLONG deadline)
{
    DWORD moved = 0;
    DWORD number = begun ? DWORD(ERROR_SUCCESS) : ::GetLastError();
    if (!begun && number == ERROR_IO_PENDING) {
        const std::array<HANDLE, 2> either{m_bell.get(), process};
        const DWORD first = ::WaitForMultipleObjects(DWORD(either.size()), either.data(), FALSE,
                                                     leftUntil(deadline));
        // What the process said before its end is still in the pipe.
        const bool over = first == WAIT_OBJECT_0 || first == WAIT_OBJECT_0 + 1;
        if (first == WAIT_OBJECT_0 + 1)
            ::WaitForSingleObject(m_bell.get(), 200);
        if (!HasOverlappedIoCompleted(&work))
            ::CancelIoEx(m_pipe.get(), &work);
        // Waits for the cancelled one as well: until then the system may write to it.
        if (::GetOverlappedResult(m_pipe.get(), &work, &moved, TRUE))
            return moved;
        number = ::GetLastError();
        if (number == ERROR_OPERATION_ABORTED)
            return failure(over ? ErrorCode::Unreachable : ErrorCode::TimedOut,
                           QStringLiteral("the helper"));
    } else if (begun && ::GetOverlappedResult(m_pipe.get(), &work, &moved, TRUE)) {
        return moved;
    }
    if (isGone(number))
        return failure(ErrorCode::Unreachable, QStringLiteral("the helper ended"));
    return tl::unexpected(systemError(number, QStringLiteral("pipe")));
}

Result<void> PipeServer::waitFor(HANDLE process, int ms)
{
    const ULONGLONG deadline = ::GetTickCount64() + ULONGLONG(ms);
    for (;;) {
        OVERLAPPED work = {};
        work.hEvent = m_bell.get();
        ::ResetEvent(m_bell.get());
        const bool begun = ::ConnectNamedPipe(m_pipe.get(), &work) != 0;
        const bool isThere = !begun && ::GetLastError() == ERROR_PIPE_CONNECTED;
        if (!isThere) {
            const auto come = finish(begun, work, process, deadline);
            // Who came and went again is nobody.
            if (!come && come.error().code == ErrorCode::Unreachable &&
                ::WaitForSingleObject(process, 0) == WAIT_TIMEOUT && leftUntil(deadline) > 0) {
                ::DisconnectNamedPipe(m_pipe.get());
                continue;
            }
            if (!come)
                return tl::unexpected(come.error());
        }
        ULONG client = 0;
        if (::GetNamedPipeClientProcessId(m_pipe.get(), &client) &&
            client == ::GetProcessId(process))
            return {};
        ::DisconnectNamedPipe(m_pipe.get());
        if (leftUntil(deadline) == 0)
            return failure(ErrorCode::TimedOut, QStringLiteral("the helper"));
    }
}

Result<void> PipeServer::write(const QByteArray& bytes, HANDLE process, int ms)
{
    const ULONGLONG deadline = ::GetTickCount64() + ULONGLONG(ms);
    for (qsizetype done = 0; done < bytes.size();) {
        OVERLAPPED work = {};
        work.hEvent = m_bell.get();
        ::ResetEvent(m_bell.get());
        const bool begun = ::WriteFile(m_pipe.get(), bytes.constData() + done,
                                       DWORD(bytes.size() - done), nullptr, &work) != 0;
        const auto moved = finish(begun, work, process, deadline);
        if (!moved)
            return tl::unexpected(moved.error());
        done += *moved;
    }
    return {};
}

Result<QByteArray> PipeServer::readLine(qsizetype most, HANDLE process, int ms)
{
    const ULONGLONG deadline = ::GetTickCount64() + ULONGLONG(ms);
    std::array<char, 4096> piece = {};
    while (m_received.size() <= most) {
        if (const qsizetype end = m_received.indexOf('\n'); end >= 0) {
            const QByteArray line = m_received.left(end);
            m_received.remove(0, end + 1);
            return line;
        }
        OVERLAPPED work = {};
        work.hEvent = m_bell.get();
        ::ResetEvent(m_bell.get());
        const bool begun =
            ::ReadFile(m_pipe.get(), piece.data(), DWORD(piece.size()), nullptr, &work) != 0;
        const auto moved = finish(begun, work, process, deadline);
        if (!moved)
            return tl::unexpected(moved.error());
        m_received.append(piece.data(), *moved);
    }
    return failure(ErrorCode::TooLarge, QStringLiteral("the helper's answer"));
}

} // namespace reconnect::windows_os
