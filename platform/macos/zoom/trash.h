#pragma once

#include "core/result.h"

#include <QString>

namespace reconnect::macos {

// The Trash of one person. All calls block. Filled by native/, which, when it runs as an
// administrator, must neither follow a link in the person's folders nor move what is not where it
// was looked at (openat with O_NOFOLLOW, renameat).
class Trash {
public:
    virtual ~Trash() = default;

    // Moves a file or folder there under a name that is free, and says where it lies. A link is
    // moved as a link. Errors: NotFound, NotPermitted, Unsupported (it is on another disk), Failed.
    virtual Result<QString> take(const QString& path) = 0;
    // Moves it back, where nothing is in its place. Errors: Conflict and those of take().
    virtual Result<void> giveBack(const QString& from, const QString& path) = 0;
};

} // namespace reconnect::macos
