#pragma once

#include "platform/macos/zoom/zoom_apps.h"

namespace reconnect::macos {

// What Zoom's installer puts on the computer, which an uninstall takes away. What a person keeps
// (~/Library, ~/Documents/Zoom) and an organisation's policy are no part of it; the person's own
// app (~/Applications) is, where `folders` has their home. The order: services before their
// programs, the apps last.
QStringList installedParts(const ZoomFolders& folders); // those that are there

// Whether a part may have this name.
bool isPartName(const QString& name);

} // namespace reconnect::macos
