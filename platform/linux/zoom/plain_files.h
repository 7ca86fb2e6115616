#pragma once

#include "core/result.h"

#include <optional>

namespace reconnect::linux_os {

// What Qt has no words for. All calls block. Filled by native/.
class PlainFiles {
public:
    virtual ~PlainFiles() = default;

    // Copies a file that somebody with fewer rights names. It must be a plain file of `owner`,
    // and no link; it is looked at and opened with that user's rights, once. The copy is new,
    // readable by this user alone, and on the disk. Errors: NotFound, NotPermitted, TooLarge,
    // NoSpace, Failed.
    virtual Result<void> copy(const QString& from, const QString& to, quint32 owner,
                              qint64 maxBytes) = 0;

    // Whether another process holds a lock of the kind that package tools take.
    virtual bool isLocked(const QString& path) = 0;

    // Gives a file or folder another name, on the disk when it returns. Never replaces anything.
    // Errors: NotFound, Conflict (the name is taken), NotPermitted, Busy, NoSpace, Failed.
    virtual Result<void> rename(const QString& from, const QString& to) = 0;

    // Which one it is, also under another name; a link is itself. Empty: there is none.
    virtual std::optional<quint64> inode(const QString& path) = 0;
};

} // namespace reconnect::linux_os
