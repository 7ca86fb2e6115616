#pragma once

#include "platform/linux/zoom/linux_zoom_client.h"

namespace reconnect::linux_os {

// How the client is started: in the way of the one that ran (its program), or else of what is
// installed. Empty where there is none.
QStringList startCommand(const QString& ranAs, const ZoomPlaces& places);

} // namespace reconnect::linux_os
