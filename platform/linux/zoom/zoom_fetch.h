#pragma once

#include "core/fix/fix_runner.h"
#include "core/ports/tools.h"
#include "platform/linux/zoom/package_key.h"

namespace reconnect::linux_os {

// Downloads Zoom's package for this system into `folder`, through the proxy that the system names
// for it, and refuses one that Zoom has not signed before anybody is asked for a password. The
// helper checks again, on a copy of its own. Errors as FixRunner::Fetch.
FixRunner::Fetch zoomFetch(Tools& tools, const QString& folder,
                           const QByteArray& fingerprint = zoomKeyFingerprint());

} // namespace reconnect::linux_os
