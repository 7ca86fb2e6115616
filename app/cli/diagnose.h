#pragma once

#include "app/cli/arguments.h"
#include "app/cli/console.h"
#include "app/session/session.h"

namespace reconnect {

// The verbs diagnose and report. Both answer with the program's exit status.
int diagnoseSaved(Console& console, const Arguments& arguments);
// Runs the event loop until the probes are over.
int diagnoseLive(Console& console, const Arguments& arguments, const MakeProbeSource& makeSource);

} // namespace reconnect
