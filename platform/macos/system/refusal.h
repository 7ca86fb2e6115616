#pragma once

#include "core/ports/command_runner.h"

#include <optional>

namespace reconnect::macos {

// Why a program of the system ended with another code than 0: NotPermitted or Failed, with its own
// words, at most 300 letters.
Error refusalOf(const CommandOutput& output);

// The number at the end of what osascript(1) says of an error, in any language:
// "execution error: … (-1743)". Pure.
std::optional<int> appleEventError(const CommandOutput& output);

} // namespace reconnect::macos
