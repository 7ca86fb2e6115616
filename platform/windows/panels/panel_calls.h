#pragma once

#include "core/ports/settings_panels.h"

#include <QList>
#include <QString>

namespace reconnect::windows_os {

// What the shell is asked to open: an address of the Settings app or a program.
struct PanelCall {
    QString target;
    QString parameters;
};

// The ways to a panel, the best first: the Settings app
// (learn.microsoft.com/windows/apps/develop/launch/launch-settings), then what older systems and
// servers have (learn.microsoft.com/windows/win32/shell/controlpanel-canonical-names). Pure.
QList<PanelCall> panelCalls(Panel panel, const QString& systemFolder);

} // namespace reconnect::windows_os
