#include "platform/files/file_edit.h"

#include "platform/windows/native/dress_file.h"
#include "platform/windows/native/file_place.h"
#include "platform/windows/native/wide.h"

#include <sddl.h>

namespace reconnect {
namespace {

using windows_os::FilePlace;
using windows_os::findPlace;
using windows_os::Handle;
using windows_os::systemError;
using windows_os::wide;

constexpr DWORD together = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
// A virus scanner looks at what was just written, for a moment.
constexpr int patience = 10;
constexpr DWORD pauseMs = 50;

tl::unexpected<Error> lastError(const QString& path)
{
    return tl::unexpected(systemError(::GetLastError(), path));
}

struct OpenFile {
    Handle file; // not open: there is none
    BY_HANDLE_FILE_INFORMATION facts = {};
    WholeFile content;
};

template<class Act>
bool patiently(const Act& act)
{
    for (int i = 0;; ++i) {
        if (act())
            return true;
        const DWORD number = ::GetLastError();
        const bool held = number == ERROR_SHARING_VIOLATION || number == ERROR_LOCK_VIOLATION;
        if (!held || i == patience)
            return false;
        ::Sleep(pauseMs);
    }
}

Handle openPatiently(const QString& path, DWORD rights, DWORD share)
{
    Handle file;
    patiently([&] {
        file = Handle(::CreateFileW(wide(path), rights, share, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS, nullptr));
        return file.isOpen();
    });
    return file;
}

Result<QByteArray> readAll(HANDLE file, const QString& path)
{
    QByteArray content;
    char piece[65536];
    for (;;) {
        DWORD count = 0;
        if (!::ReadFile(file, piece, sizeof piece, &count, nullptr))
            return lastError(path);
        if (count == 0)
            return content;
        content.append(piece, count);
        if (content.size() > maxEditedFile)
            return failure(ErrorCode::TooLarge, path);
    }
}

Result<OpenFile> openAt(const FilePlace& place, const QString& path)
{
    OpenFile open;
    open.file = openPatiently(place.file, GENERIC_READ, together);
    if (!open.file.isOpen()) {
        const auto error = lastError(path);
        if (error.value().code == ErrorCode::NotFound)
            return open;
        return error;
    }
    if (::GetFileType(open.file.get()) != FILE_TYPE_DISK ||
        !::GetFileInformationByHandle(open.file.get(), &open.facts) ||
        (open.facts.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return failure(ErrorCode::Unsupported, path + QStringLiteral(" is no file"));
    if (windows_os::finalPath(open.file.get()) != place.file)
        return failure(ErrorCode::Conflict, path); // a link was put there meanwhile
    auto content = readAll(open.file.get(), path);
    if (!content)
        return tl::unexpected(content.error());
    open.content = std::move(*content);
    return open;
}

Result<void> writeAll(HANDLE file, const QByteArray& content, const QString& path)
{
    DWORD count = 0;
    // At most maxEditedFile, so once is enough.
    if (!::WriteFile(file, content.constData(), DWORD(content.size()), &count, nullptr))
        return lastError(path);
    if (count != DWORD(content.size()))
        return failure(ErrorCode::NoSpace, path);
    return {};
}

void removeBesides(const FilePlace& place)
{
    ::DeleteFileW(wide(place.besides));
}

// New content under the other name, in full and on the disk.
Result<void> writeBesides(const FilePlace& place, const OpenFile& old, const QByteArray& content,
                          const QString& path)
{
    removeBesides(place);
    // For the system, administrators and whoever makes it, until it has the rights of the old one.
    PSECURITY_DESCRIPTOR rights = nullptr;
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)", SDDL_REVISION_1, &rights, nullptr))
        return lastError(path);
    SECURITY_ATTRIBUTES security = {sizeof security, rights, FALSE};
    Handle file(::CreateFileW(wide(place.besides),
                              GENERIC_READ | GENERIC_WRITE | WRITE_DAC | WRITE_OWNER, 0, &security,
                              CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
    const DWORD number = ::GetLastError();
    ::LocalFree(rights);
    if (!file.isOpen())
        return tl::unexpected(systemError(number, path));
    auto done = writeAll(file.get(), content, path);
    if (done && old.content)
        done = windows_os::dressAs(old.file.get(), file.get(), path);
    if (done && !::FlushFileBuffers(file.get()))
        done = lastError(path);
    file = Handle();
    if (!done)
        removeBesides(place);
    return done;
}

// To write on what is marked read-only; put back afterwards. Where the power goes in between, the
// mark is lost, and nothing else.
class Unlocked {
public:
    Unlocked(const FilePlace& place, const OpenFile& old)
        : m_file(place.file)
        , m_attributes(old.content ? old.facts.dwFileAttributes : 0)
    {
        if (isLocked())
            ::SetFileAttributesW(wide(m_file), m_attributes & ~DWORD(FILE_ATTRIBUTE_READONLY));
    }
    Unlocked(const Unlocked&) = delete;
    Unlocked& operator=(const Unlocked&) = delete;
    ~Unlocked()
    {
        if (isLocked())
            ::SetFileAttributesW(wide(m_file), m_attributes);
    }

private:
    bool isLocked() const { return (m_attributes & FILE_ATTRIBUTE_READONLY) != 0; }

    QString m_file;
    DWORD m_attributes;
};

// NTFS writes its log up to the last change of the file, its name included.
Result<void> flush(const FilePlace& place, const QString& path)
{
    const Handle file = openPatiently(place.file, GENERIC_WRITE, together);
    if (!file.isOpen() || !::FlushFileBuffers(file.get()))
        return lastError(path);
    return {};
}

Result<void> writeInPlace(const FilePlace& place, const OpenFile& old, const QByteArray& content,
                          const QString& path)
{
    const Handle file = openPatiently(place.file, GENERIC_WRITE, FILE_SHARE_READ);
    if (!file.isOpen())
        return lastError(path);
    // Room first, because half a file would be neither the old one nor the new one.
    FILE_ALLOCATION_INFO room = {};
    room.AllocationSize.QuadPart = content.size();
    if (content.size() > old.content->size() &&
        !::SetFileInformationByHandle(file.get(), FileAllocationInfo, &room, sizeof room) &&
        ::GetLastError() == ERROR_DISK_FULL)
        return lastError(path); // a file system that can't set room aside writes without
    if (const auto written = writeAll(file.get(), content, path); !written)
        return written;
    if (!::SetEndOfFile(file.get()) || !::FlushFileBuffers(file.get()))
        return lastError(path);
    return {};
}

bool takePlace(const FilePlace& place, bool isThere)
{
    return patiently([&] {
        // Asked for first, because Wine's ReplaceFile leaves a file behind where it can't have it.
        if (isThere && !Handle(::CreateFileW(wide(place.file), GENERIC_READ | DELETE, together,
                                             nullptr, OPEN_EXISTING, 0, nullptr))
                            .isOpen())
            return false;
        return isThere ? ::ReplaceFileW(wide(place.file), wide(place.besides), nullptr, 0, nullptr,
                                        nullptr) != 0
                       : ::MoveFileExW(wide(place.besides), wide(place.file),
                                       MOVEFILE_WRITE_THROUGH) != 0;
    });
}

Result<void> exchange(const FilePlace& place, OpenFile& old, const QByteArray& content,
                      const QString& path)
{
    if (old.content && old.facts.nNumberOfLinks > 1)
        return writeInPlace(place, old, content, path);
    if (const auto written = writeBesides(place, old, content, path); !written)
        return written;
    // Whoever wrote while we did comes first.
    const bool same = [&] {
        const auto now = openAt(place, path);
        return now && now->content == old.content;
    }();
    old.file = Handle();
    if (same && takePlace(place, old.content.has_value()))
        return flush(place, path);
    const auto error = lastError(path);
    removeBesides(place);
    if (!same)
        return failure(ErrorCode::Conflict, path);
    return error;
}

Result<void> remove(const FilePlace& place, const QString& path)
{
    if (!patiently([&] { return ::DeleteFileW(wide(place.file)) != 0; }))
        return lastError(path);
    return {};
}

} // namespace

bool isWrittenInPlace(const QString& path)
{
    const auto place = findPlace(path);
    const auto open = place ? openAt(*place, path) : tl::unexpected<Error>(place.error());
    return open && open->content && open->facts.nNumberOfLinks > 1;
}

Result<WholeFile> readForEdit(const QString& path)
{
    const auto place = findPlace(path);
    if (!place) {
        if (place.error().code == ErrorCode::NotFound)
            return WholeFile();
        return tl::unexpected(place.error());
    }
    removeBesides(*place);
    auto open = openAt(*place, path);
    if (!open)
        return tl::unexpected(open.error());
    return std::move(open->content);
}

Result<void> replaceFile(const QString& path, const WholeFile& expected, const WholeFile& content)
{
    const auto place = findPlace(path);
    if (!place)
        return tl::unexpected(place.error());
    auto old = openAt(*place, path);
    if (!old)
        return tl::unexpected(old.error());
    if (old->content != expected)
        return failure(ErrorCode::Conflict, path);
    if (content == expected)
        return {};
    const Unlocked unlocked(*place, *old);
    if (content)
        return exchange(*place, *old, *content, path);
    old->file = Handle();
    return remove(*place, path);
}

} // namespace reconnect
