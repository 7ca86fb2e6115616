#pragma once

#include "core/ports/settings_panels.h"

#include <QList>
#include <QStringList>

namespace reconnect {

// Programs that show a settings panel, argv each, the best for this desktop first. `desktop` is
// XDG_CURRENT_DESKTOP ("ubuntu:GNOME", "KDE"). Pure.
QList<QStringList> panelCommands(Panel panel, const QString& desktop);

} // namespace reconnect
