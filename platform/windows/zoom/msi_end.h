#pragma once

#include "core/result.h"

namespace reconnect::windows_os {

// How msiexec ended well.
struct MsiEnd {
    bool needsRestart = false; // the computer has to restart before all of it is done
};

// What an exit code of msiexec means (learn.microsoft.com/windows/win32/msi/error-codes). Errors:
// NotFound (1605, there is no such product), Busy (1618, it works for another program), Cancelled,
// NotPermitted, NoSpace, Malformed (no package, or a broken one), Unsupported (another processor),
// Unreachable (its service), Failed. Pure.
Result<MsiEnd> msiEnd(int exitCode);

} // namespace reconnect::windows_os
