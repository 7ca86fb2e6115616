#pragma once

#include "platform/zoom/file_names.h"

namespace reconnect::windows_os {

// learn.microsoft.com/windows/win32/api/winbase/nf-winbase-movefileexw, …/fileapi/
// ns-fileapi-by_handle_file_information: the index names a file within its disk, also after it was
// renamed, and a move aside stays within the disk.
class NativeFileNames : public FileNames {
public:
    Result<void> rename(const QString& from, const QString& to) override;
    std::optional<quint64> inode(const QString& path) override;
};

} // namespace reconnect::windows_os
