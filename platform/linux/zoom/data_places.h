#pragma once

#include "platform/zoom/zoom_data_setting.h"

namespace reconnect::linux_os {

// What the client keeps in the person's home; none where there is no home.
QList<ZoomDataSetting::Place> zoomDataPlaces(const QString& home);

} // namespace reconnect::linux_os
