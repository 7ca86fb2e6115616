#pragma once

#include "core/ports/settings_panels.h"

#include <QList>
#include <QStringList>

namespace reconnect::macos {

// What open(1) is given to show a settings panel, argv each without the program, the best first.
// `major` is the version of macOS: System Settings took the place of System Preferences with 13,
// and the firewall moved from Security to Network then; 0 where it is not known. The addresses are
// Apple's, not documented, and as programs of others use them; each ends with one that opens the
// settings at least. Pure.
QList<QStringList> panelAddresses(Panel panel, int major);

} // namespace reconnect::macos
