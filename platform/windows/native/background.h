#pragma once

#include "core/result.h"

#include <functional>

namespace reconnect::windows_os {

// Runs it on a thread that nobody waits for, and that ends with the program at the latest.
// Error: Failed where the system has no thread left.
//
// Not a detached std::thread: with winpthreads (GCC 12, mingw-w64 10) one that is detached before
// it has begun now and then starts without its work, and crashes.
Result<void> inBackground(std::function<void()> work);

} // namespace reconnect::windows_os
