#pragma once

#include "platform/zoom/zoom_data_setting.h"

namespace reconnect::macos {

// What the client keeps for the person, in ~/Library: its data, caches, logs and settings. Never
// recordings (~/Documents/Zoom), nor a policy (us.zoom.config.plist). Settings are found by their
// name, "us.zoom.*.plist", also those that lie aside by now. Reads one folder.
QList<ZoomDataSetting::Place> zoomDataPlaces(const QString& home);

} // namespace reconnect::macos
