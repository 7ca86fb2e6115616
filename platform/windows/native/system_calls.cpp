#include "platform/windows/native/system_calls.h"

#include "platform/windows/native/folders.h"
#include "platform/windows/native/security.h"
#include "platform/windows/native/session.h"
#include "platform/windows/native/wide.h"
#include "platform/windows/system/run_once.h"

namespace reconnect::windows_os {
namespace {

constexpr DWORD serviceMs = 5000;
constexpr DWORD pollMs = 100;
const wchar_t* const runOnce = L"Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce";
const wchar_t* const runOnceName = L"Reconnect2026";

tl::unexpected<Error> lastError(const char* call)
{
    return tl::unexpected(systemError(::GetLastError(), QString::fromLatin1(call)));
}

struct Service {
    explicit Service(SC_HANDLE one)
        : handle(one)
    {
    }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;
    ~Service()
    {
        if (handle)
            ::CloseServiceHandle(handle);
    }
    SC_HANDLE handle;
};

} // namespace

Result<void> forgetNames()
{
    const QString library = systemFolder() + QStringLiteral("\\dnsapi.dll");
    const HMODULE loaded = ::LoadLibraryW(wide(library)); // stays, as others use it too
    using Forget = BOOL(WINAPI*)();
    const auto forget = reinterpret_cast<Forget>(reinterpret_cast<void*>(
        loaded ? ::GetProcAddress(loaded, "DnsFlushResolverCache") : nullptr));
    if (!forget)
        return failure(ErrorCode::Unsupported, QStringLiteral("DnsFlushResolverCache"));
    if (!forget())
        return lastError("DnsFlushResolverCache");
    return {};
}

Result<void> NativeClockCalls::startTimeService()
{
    const Service manager(::OpenSCManagerW(nullptr, nullptr, SC_MANAGER_CONNECT));
    if (!manager.handle)
        return lastError("OpenSCManager");
    const Service service(
        ::OpenServiceW(manager.handle, L"w32time", SERVICE_START | SERVICE_QUERY_STATUS));
    if (!service.handle && ::GetLastError() == ERROR_SERVICE_DOES_NOT_EXIST)
        return failure(ErrorCode::NotFound, QStringLiteral("w32time"));
    if (!service.handle)
        return lastError("OpenService");
    if (!::StartServiceW(service.handle, 0, nullptr) &&
        ::GetLastError() != ERROR_SERVICE_ALREADY_RUNNING)
        return lastError("StartService");
    for (DWORD waited = 0;; waited += pollMs) {
        SERVICE_STATUS status = {};
        if (!::QueryServiceStatus(service.handle, &status))
            return lastError("QueryServiceStatus");
        if (status.dwCurrentState == SERVICE_RUNNING)
            return {};
        if (status.dwCurrentState != SERVICE_START_PENDING || waited >= serviceMs)
            return failure(waited >= serviceMs ? ErrorCode::TimedOut : ErrorCode::Failed,
                           QStringLiteral("w32time does not run"));
        ::Sleep(pollMs);
    }
}

Result<void> NativeClockCalls::set(const QDateTime& utc)
{
    const QDate day = utc.toUTC().date();
    const QTime hour = utc.toUTC().time();
    SYSTEMTIME time = {};
    time.wYear = WORD(day.year());
    time.wMonth = WORD(day.month());
    time.wDay = WORD(day.day());
    time.wHour = WORD(hour.hour());
    time.wMinute = WORD(hour.minute());
    time.wSecond = WORD(hour.second());
    time.wMilliseconds = WORD(hour.msec());
    if (!::SetSystemTime(&time)) // takes the privilege itself
        return lastError("SetSystemTime");
    return {};
}

Result<bool> WindowsRestart::leaveWord(const ComeBack& comeBack)
{
    const QString line = runOnceCommand(comeBack);
    // It would come back to another person.
    if (line.isEmpty() || !isSignedInPerson())
        return false;
    const DWORD bytes = DWORD((line.size() + 1) * qsizetype(sizeof(wchar_t)));
    const LSTATUS status =
        ::RegSetKeyValueW(HKEY_CURRENT_USER, runOnce, runOnceName, REG_SZ, wide(line), bytes);
    if (status != ERROR_SUCCESS)
        return tl::unexpected(systemError(DWORD(status), QStringLiteral("RunOnce")));
    return true;
}

void WindowsRestart::takeWordBack()
{
    ::RegDeleteKeyValueW(HKEY_CURRENT_USER, runOnce, runOnceName);
}

Result<void> WindowsRestart::restart()
{
    if (const auto enabled = switchPrivilege(SE_SHUTDOWN_NAME, true); !enabled)
        return enabled;
    const DWORD reason =
        SHTDN_REASON_MAJOR_APPLICATION | SHTDN_REASON_MINOR_MAINTENANCE | SHTDN_REASON_FLAG_PLANNED;
    if (!::ExitWindowsEx(EWX_REBOOT, reason) && ::GetLastError() != ERROR_SHUTDOWN_IN_PROGRESS)
        return lastError("ExitWindowsEx");
    return {};
}

} // namespace reconnect::windows_os
