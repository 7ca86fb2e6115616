#pragma once

#include "platform/zoom/file_names.h"

namespace reconnect::linux_os {

// What Qt has no words for. All calls block. Filled by native/.
class PlainFiles : public FileNames {
public:
    // Copies a file that somebody with fewer rights names. It must be a plain file of `owner`,
    // and no link; it is looked at and opened with that user's rights, once. The copy is new,
    // readable by this user alone, and on the disk. Errors: NotFound, NotPermitted, TooLarge,
    // NoSpace, Failed.
    virtual Result<void> copy(const QString& from, const QString& to, quint32 owner,
                              qint64 maxBytes) = 0;

    // Whether another process holds a lock of the kind that package tools take.
    virtual bool isLocked(const QString& path) = 0;
};

} // namespace reconnect::linux_os
