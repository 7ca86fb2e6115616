#pragma once

#include "core/result.h"

#include <optional>

namespace reconnect {

// The names of files and folders, for what Qt has no words. All calls block. Filled by native/.
class FileNames {
public:
    virtual ~FileNames() = default;

    // Gives a file or folder another name, on the disk when it returns. Never replaces anything.
    // Errors: NotFound, Conflict (the name is taken), NotPermitted, Busy, NoSpace, Failed.
    virtual Result<void> rename(const QString& from, const QString& to) = 0;

    // Which one it is, also under another name; a link is itself. Empty: there is none.
    virtual std::optional<quint64> inode(const QString& path) = 0;
};

} // namespace reconnect
