#pragma once

#include "core/result.h"

#include <QString>

namespace reconnect::macos {

// Moves files and folders as they are, a link as a link: into the Trash of one person, or to
// another place on the same disk. All calls block. Filled by native/, which may run as an
// administrator, so it follows no link in the last folder of either path (openat with O_NOFOLLOW,
// renameat).
class Trash {
public:
    virtual ~Trash() = default;

    // Into the Trash, under a name that is free; says where it lies. The Trash may be out of reach:
    // macOS hides it from programs. Errors: as move().
    virtual Result<QString> take(const QString& path) = 0;
    // Where nothing is at `to`. Errors: NotFound (nothing is at `from`, and nothing else),
    // NotPermitted, Unsupported (it is on another disk), Conflict (something is at `to`, or a
    // folder on the way is none), NoSpace, Busy, Failed.
    virtual Result<void> move(const QString& from, const QString& to) = 0;
};

} // namespace reconnect::macos
