#pragma once

#include "core/result.h"
#include "platform/windows/native/handle.h"

namespace reconnect::windows_os {

// Gives a new file owner, access rules, attributes and age of the one whose place it takes; the
// mark read-only comes later, because a file with it can't be put anywhere. `old` was opened to be
// read, `file` with WRITE_DAC and WRITE_OWNER. NotPermitted where the system doesn't let one keep
// them.
Result<void> dressAs(HANDLE old, HANDLE file, const QString& path);

} // namespace reconnect::windows_os
