#pragma once

#include "core/result.h"
#include "platform/windows/helper/access.h"
#include "platform/windows/native/handle.h"

#include <vector>

namespace reconnect::windows_os {

// Whether a process has an administrator's rights in full. Errors: NotPermitted, Failed.
Result<bool> isElevated(HANDLE process);
// Whether this one has; where that can't be known, it is taken for the more careful case, that it
// has.
bool isElevated();

// Switches on or off for this process what its user may do and programs have to ask for, as
// SE_SHUTDOWN_NAME. NotPermitted where the user may not.
Result<void> switchPrivilege(const wchar_t* name, bool on);

// While it lives, an administrator's program may ask and end other persons' programs and their
// tokens, which Windows by default lets nobody else do.
// learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-openprocesstoken
class AmongOthers {
public:
    AmongOthers() { static_cast<void>(switchPrivilege(SE_DEBUG_NAME, true)); }
    ~AmongOthers() { static_cast<void>(switchPrivilege(SE_DEBUG_NAME, false)); }
    AmongOthers(const AmongOthers&) = delete;
    AmongOthers& operator=(const AmongOthers&) = delete;
};

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
