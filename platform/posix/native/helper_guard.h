#pragma once

#include "platform/helper/guard.h"

// What the guard of the helper needs of each POSIX system. Each in the native/ folder of the system
// that CMake selects.
namespace reconnect::guard::posix {

// Leaves nothing of the caller's environment; root's home is all that it holds then.
void bareEnvironment();
// Closes every open file from this number on.
bool closeFrom(int first);
// Ends this process with the one that started it; false where that one is gone already.
bool dieWithCaller();

// The user that this variable names. Error: NotPermitted where it names nobody.
Result<QString> userIn(const char* variable);

} // namespace reconnect::guard::posix
