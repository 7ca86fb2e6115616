#pragma once

#include "core/fix/fix_runner.h"
#include "core/ports/tools.h"

namespace reconnect::macos {

// Downloads Zoom's package for this Mac into a folder of the person alone, and refuses one that
// Zoom has not signed. `tools` outlives it. Errors as FixRunner::Fetch.
FixRunner::Fetch zoomFetch(Tools& tools, const QString& folder);

} // namespace reconnect::macos
