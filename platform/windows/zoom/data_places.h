#pragma once

#include "platform/windows/zoom/zoom_installs.h"
#include "platform/zoom/zoom_data_setting.h"

namespace reconnect::windows_os {

// What the client keeps for the person: its database, settings and logs, beside the program of an
// install for one person, which stays, as do recordings (Documents\Zoom).
QList<ZoomDataSetting::Place> zoomDataPlaces(const ZoomFolders& folders);

} // namespace reconnect::windows_os
