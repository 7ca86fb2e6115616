#include "platform/helper/guard.h"

#include "platform/windows/helper/order_frame.h"
#include "platform/windows/native/background.h"
#include "platform/windows/native/environment.h"
#include "platform/windows/native/file_place.h"
#include "platform/windows/native/folders.h"
#include "platform/windows/native/security.h"
#include "platform/windows/native/trustees.h"
#include "platform/windows/native/wide.h"

#include <QDir>

#include <array>
#include <memory>
#include <sddl.h>
#include <shellapi.h>

namespace reconnect::guard {
namespace {

using namespace windows_os;

constexpr DWORD connectMs = 10000;
constexpr DWORD orderMs = 10000;
constexpr DWORD pollMs = 20;
constexpr UINT exitAlone = 3;

tl::unexpected<Error> refused(const char* why)
{
    return failure(ErrorCode::NotPermitted, QString::fromLatin1(why));
}

// The one word of the command line, as the system keeps it.
QString pipeName()
{
    int count = 0;
    const std::unique_ptr<LPWSTR, decltype(&::LocalFree)> words(
        ::CommandLineToArgvW(::GetCommandLineW(), &count), ::LocalFree);
    return words && count == 2 ? QString::fromWCharArray(words.get()[1]) : QString();
}

Handle connectTo(const QString& name)
{
    const QString path = QStringLiteral("\\\\.\\pipe\\") + name;
    for (DWORD waited = 0;; waited += pollMs) {
        // The other side may learn who we are, and not act as us.
        Handle pipe(::CreateFileW(wide(path), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                  OPEN_EXISTING, SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION,
                                  nullptr));
        // Busy while somebody else is there, who will be sent away. Gone, as is the caller, else.
        if (pipe.isOpen() || ::GetLastError() != ERROR_PIPE_BUSY || waited >= connectMs)
            return pipe;
        ::Sleep(pollMs);
    }
}

// Whose orders these are: a program of ours that lies beside this one.
Result<Handle> callerOf(HANDLE pipe)
{
    ULONG id = 0;
    if (!::GetNamedPipeServerProcessId(pipe, &id))
        return refused("nobody is at the other side");
    Handle process(::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE, id));
    if (!process.isOpen() || ::WaitForSingleObject(process.get(), 0) != WAIT_TIMEOUT)
        return refused("the caller is gone");
    if (!isBeside(imageOf(process.get()), imageOf(), callers()))
        return refused("the caller is no program of ours");
    return process;
}

void endWith(Handle caller)
{
    // As a kill, in the middle of whatever it is: the journal is made for that.
    const auto end = [] { ::TerminateProcess(::GetCurrentProcess(), exitAlone); };
    const auto watched = inBackground([process = std::make_shared<Handle>(std::move(caller)), end] {
        ::WaitForSingleObject(process->get(), INFINITE);
        end();
    });
    if (!watched)
        end();
}

void harden()
{
    ::HeapSetInformation(nullptr, HeapEnableTerminationOnCorruption, nullptr, 0);
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
    ::SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32 | LOAD_LIBRARY_SEARCH_APPLICATION_DIR);
    ::SetDllDirectoryW(L"");
    ::SetCurrentDirectoryW(wide(systemFolder()));
}

} // namespace

Result<Caller> caller()
{
    const auto person = userOf(::GetCurrentProcess());
    if (!person || !isCallerId(*person))
        return refused("the caller is nobody");
    return Caller{*person, isElevated()};
}

Result<Caller> standAlone()
{
    harden();
    if (!isElevated())
        return refused("this needs an administrator");
    const QString name = pipeName();
    if (!isPipeName(name))
        return refused("this is started by Reconnect 2026 alone");
    resetEnvironment();
    Handle pipe = connectTo(name);
    if (!pipe.isOpen())
        return refused("nobody waits for an answer");
    // Where another person's password was given, the caller's process is not this user's to ask.
    const AmongOthers right;
    auto process = callerOf(pipe.get());
    if (!process)
        return tl::unexpected(process.error());
    const auto person = userOf(process->get());
    if (!person || !isCallerId(*person))
        return refused("the caller is nobody");
    const Caller caller{*person, isElevated(process->get()).value_or(false)};
    endWith(std::move(*process));
    // Kept by the system as this process' standard input and output until its end.
    ::SetStdHandle(STD_INPUT_HANDLE, pipe.get());
    ::SetStdHandle(STD_OUTPUT_HANDLE, pipe.release());
    return caller;
}

Result<QStringList> hear(int, const char* const*)
{
    const HANDLE pipe = ::GetStdHandle(STD_INPUT_HANDLE);
    QByteArray received;
    std::array<char, 4096> piece = {};
    const ULONGLONG deadline = ::GetTickCount64() + orderMs;
    while (::GetTickCount64() < deadline) {
        DWORD waiting = 0;
        if (!::PeekNamedPipe(pipe, nullptr, 0, nullptr, &waiting, nullptr))
            return failure(ErrorCode::Unreachable, QStringLiteral("the caller is gone"));
        if (waiting == 0) {
            ::Sleep(pollMs);
            continue;
        }
        DWORD count = 0;
        if (!::ReadFile(pipe, piece.data(), DWORD(piece.size()), &count, nullptr))
            return failure(ErrorCode::Unreachable, QStringLiteral("the caller is gone"));
        received.append(piece.data(), count);
        if (auto words = readFrame(received))
            return *words;
    }
    return failure(ErrorCode::TimedOut, QStringLiteral("no order came"));
}

void say(const QByteArray& answer)
{
    DWORD count = 0;
    ::WriteFile(::GetStdHandle(STD_OUTPUT_HANDLE), answer.constData(), DWORD(answer.size()), &count,
                nullptr);
}

Result<void> isSafe(const QString& path)
{
    const QString native = QDir::toNativeSeparators(path);
    std::vector<Handle> held;
    if (const auto judged = judgeWay(native, Place::File, held); !judged)
        return judged;
    // A letter may stand for a folder (subst), and what leads to that counts as well.
    const QString really = finalPath(held.back().get());
    return really.isEmpty() ? failure(ErrorCode::NotTrusted, native)
                            : judgeWay(really, Place::File, held);
}

QString ownProgram()
{
    return imageOf();
}

Result<void> makeSafeFolder(const QString& path)
{
    PSECURITY_DESCRIPTOR rights = nullptr;
    // Administrators own it and the system and they write to it; all can read.
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)", SDDL_REVISION_1,
            &rights, nullptr))
        return failure(ErrorCode::Failed, path);
    const std::unique_ptr<void, decltype(&::LocalFree)> memory(rights, ::LocalFree);
    SECURITY_ATTRIBUTES security = {sizeof security, rights, FALSE};
    const QStringList names = QDir::toNativeSeparators(path).split(u'\\', Qt::SkipEmptyParts);
    std::vector<Handle> held;
    QString one = names.value(0) + u'\\';
    for (qsizetype i = 1; i < names.size(); ++i) {
        // Each is judged before the next is made in it, or a link would have it made elsewhere.
        if (const auto judged = judgeWay(one, Place::Above, held); !judged)
            return judged;
        one += (i > 1 ? QStringLiteral("\\") : QString()) + names[i];
        if (!::CreateDirectoryW(wide(one), &security) && ::GetLastError() != ERROR_ALREADY_EXISTS)
            return tl::unexpected(systemError(::GetLastError(), one));
    }
    return judgeWay(one, Place::Holder, held);
}

Result<void> showOnlyTo(const QString& path, const Caller& reader)
{
    const QString rights =
        QStringLiteral("D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;%1)")
            .arg(reader.id);
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (!isCallerId(reader.id) || !::ConvertStringSecurityDescriptorToSecurityDescriptorW(
                                      wide(rights), SDDL_REVISION_1, &descriptor, nullptr))
        return failure(ErrorCode::Failed, path);
    const std::unique_ptr<void, decltype(&::LocalFree)> memory(descriptor, ::LocalFree);
    const QString native = QDir::toNativeSeparators(path);
    if (!::SetFileSecurityW(wide(native),
                            DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                            descriptor))
        return tl::unexpected(systemError(::GetLastError(), native));
    return {};
}

bool syncFolder(const QString&)
{
    return true; // NTFS writes names to its log with the next flush of a file, which comes before
}

} // namespace reconnect::guard
