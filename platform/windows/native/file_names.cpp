#include "platform/windows/native/file_names.h"

#include "platform/windows/native/handle.h"

#include <QDir>

namespace reconnect::windows_os {

Result<void> NativeFileNames::rename(const QString& from, const QString& to)
{
    const QString oldName = QDir::toNativeSeparators(from);
    const QString newName = QDir::toNativeSeparators(to);
    // Without MOVEFILE_REPLACE_EXISTING it replaces nothing; without MOVEFILE_COPY_ALLOWED it only
    // renames.
    if (MoveFileExW(reinterpret_cast<LPCWSTR>(oldName.utf16()),
                    reinterpret_cast<LPCWSTR>(newName.utf16()), MOVEFILE_WRITE_THROUGH))
        return {};
    const DWORD number = GetLastError();
    Error error = systemError(number, from);
    // A folder in which a program holds a file open can't be renamed, and this is how it is said.
    if (number == ERROR_ACCESS_DENIED && inode(from))
        error.code = inode(to) ? ErrorCode::Conflict : ErrorCode::Busy;
    return tl::unexpected(error);
}

std::optional<quint64> NativeFileNames::inode(const QString& path)
{
    const QString name = QDir::toNativeSeparators(path);
    // BACKUP_SEMANTICS: folders too. OPEN_REPARSE_POINT: a link is itself.
    const Handle file(
        CreateFileW(reinterpret_cast<LPCWSTR>(name.utf16()), FILE_READ_ATTRIBUTES,
                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                    FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    BY_HANDLE_FILE_INFORMATION facts = {};
    if (!file.isOpen() || !GetFileInformationByHandle(file.get(), &facts))
        return std::nullopt;
    return (quint64(facts.nFileIndexHigh) << 32) | facts.nFileIndexLow;
}

} // namespace reconnect::windows_os
