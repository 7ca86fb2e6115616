#pragma once

#include "core/ports/zoom_client.h"
#include "platform/linux/zoom/linux_zoom_client.h"

namespace reconnect::linux_os {

// Installations that folders tell of: flatpak, snap and pacman. The person's home is written "~".
QList<ZoomInstall> installsOnDisk(const ZoomPlaces& places);
// /opt/zoom, which is an unpacked archive where no package owns it.
QList<ZoomInstall> unpackedArchive(const ZoomPlaces& places);
// Whether a process is named as the client is.
bool isZoomRunning(const ZoomPlaces& places);

} // namespace reconnect::linux_os
