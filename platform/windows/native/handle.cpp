#include "platform/windows/native/handle.h"

#include <system_error>

namespace reconnect::windows_os {
namespace {

constexpr DWORD elevationRequired = 740; // not in every winerror.h

// System Error Codes, learn.microsoft.com/windows/win32/debug/system-error-codes
ErrorCode codeOf(DWORD number)
{
    switch (number) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_BAD_NETPATH:
    case ERROR_INVALID_DRIVE:
        return ErrorCode::NotFound;
    case ERROR_ACCESS_DENIED:
    case ERROR_PRIVILEGE_NOT_HELD:
    case elevationRequired:
    case ERROR_WRITE_PROTECT:
        return ErrorCode::NotPermitted;
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
    case ERROR_BUSY:
        return ErrorCode::Busy;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return ErrorCode::NoSpace;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
        return ErrorCode::Conflict;
    case ERROR_CANCELLED:
        return ErrorCode::Cancelled;
    case WAIT_TIMEOUT:
    case ERROR_TIMEOUT:
    case ERROR_SEM_TIMEOUT:
        return ErrorCode::TimedOut;
    case ERROR_NOT_SUPPORTED:
    case ERROR_CALL_NOT_IMPLEMENTED:
    case ERROR_PROC_NOT_FOUND:
        return ErrorCode::Unsupported;
    default:
        return ErrorCode::Failed;
    }
}

} // namespace

Error systemError(DWORD number, const QString& what)
{
    const std::string words = std::system_category().message(int(number));
    return {codeOf(number),
            what + QStringLiteral(": ") +
                QString::fromLocal8Bit(words.data(), qsizetype(words.size())).trimmed()};
}

} // namespace reconnect::windows_os
