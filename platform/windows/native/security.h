#pragma once

#include "core/result.h"
#include "platform/windows/helper/access.h"
#include "platform/windows/native/handle.h"

#include <vector>

namespace reconnect::windows_os {

// Whether a process has an administrator's rights in full; one that can't be asked counts as such.
bool isElevated(HANDLE process = ::GetCurrentProcess());

// Switches on or off for this process what its user may do and programs have to ask for, as
// SE_SHUTDOWN_NAME. NotPermitted where the user may not.
Result<void> switchPrivilege(const wchar_t* name, bool on);

// OpenProcess, also of another person's program where this one is an administrator's: of theirs
// Windows lets nobody else in by default. Not open where there is no such process, or no way in.
Handle openProcess(DWORD id, DWORD rights);

// Whom a process belongs to. Errors: NotPermitted, NotFound, Failed.
Result<QString> userOf(HANDLE process);

// `file` was opened with READ_CONTROL. Errors: NotPermitted, Failed.
Result<Access> accessOf(HANDLE file, const QString& name);

// A file or folder itself, not what a link there leads to, opened to be judged; while it is open
// nobody can move or remove it. Errors: NotFound, NotPermitted, Busy.
Result<Handle> openToJudge(const QString& path);

// Whether trustees() alone can change `path` and what leads to it, drive and no link on the way,
// and all of that held until `held` is gone. `path`: absolute, on a drive, backslashes, with or
// without
// \\?\. Errors: NotTrusted (the detail names the one that others can change), NotFound,
// NotPermitted, Busy.
Result<void> judgeWay(const QString& path, Place last, std::vector<Handle>& held);

} // namespace reconnect::windows_os
