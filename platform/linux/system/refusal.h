#pragma once

#include "core/ports/command_runner.h"

namespace reconnect::linux_os {

// Why a program of the system, run with LC_ALL=C, ended with another code than 0: NotPermitted,
// Busy (somebody asked it to wait) or Failed, with its own words.
Error refusalOf(const CommandOutput& output);

} // namespace reconnect::linux_os
