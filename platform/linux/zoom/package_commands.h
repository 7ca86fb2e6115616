#pragma once

#include "platform/linux/zoom/package_system.h"

namespace reconnect::linux_os {

inline constexpr int askMs = 60000;
// Unpacking takes a slow disk minutes. To be killed in the middle is the worst that can happen, so
// this is only how long it is waited for.
inline constexpr int installMs = 30 * 60 * 1000;

// Runs a tool; one that is not there is Unsupported.
Result<CommandOutput> runTool(Tools& tools, const QStringList& words, int timeoutMs);
// The same, and an exit code other than 0 is an error.
Result<QByteArray> runWell(Tools& tools, const QStringList& words, int timeoutMs);
// The same, for what is never killed once it is begun.
Result<void> runToTheEnd(Tools& tools, const QStringList& words);

} // namespace reconnect::linux_os
