#pragma once

#include "platform/linux/zoom/package_system.h"

namespace reconnect::linux_os {

inline constexpr int askMs = 60000;
// Unpacking takes a slow disk minutes; to be killed in the middle is the worst that can happen.
inline constexpr int installMs = 30 * 60 * 1000;

// Runs a tool; one that is not there is Unsupported.
Result<CommandOutput> runTool(Tools& tools, const QStringList& words, int timeoutMs);
// The same, and an exit code other than 0 is an error.
Result<QByteArray> runWell(Tools& tools, const QStringList& words, int timeoutMs);

} // namespace reconnect::linux_os
