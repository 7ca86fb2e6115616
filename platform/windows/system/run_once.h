#pragma once

#include "platform/restart/restart_computer.h"

namespace reconnect::windows_os {

// A command line for RunOnce; empty where the registry key takes none that long (260 characters:
// learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys), or the path can't be
// quoted. Pure.
QString runOnceCommand(const ComeBack& comeBack);

} // namespace reconnect::windows_os
