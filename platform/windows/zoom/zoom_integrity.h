#pragma once

#include "platform/windows/zoom/zoom_installs.h"

#include <QDeadlineTimer>

namespace reconnect::windows_os {

// Whether the client's own programs are what Zoom signed: Zoom.exe, and those of its libraries that
// are there; which of them a version has is not written anywhere. A library that somebody else
// made for Zoom is no damage, so a library counts only where its bytes were changed after they were
// signed. What can't be decided, or not in time, leaves integrityChecked false. Blocks, for about a
// second for each 100 MB.
void checkIntegrity(const InstalledZoom& install, const SignedFiles& files,
                    const QDeadlineTimer& deadline, ZoomInstall& into);

// The libraries that are looked at.
QStringList checkedLibraries();

} // namespace reconnect::windows_os
