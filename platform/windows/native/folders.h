#pragma once

#include <QString>

namespace reconnect::windows_os {

// As the system itself knows them, whatever the environment says; backslashes, none at the end.
QString windowsFolder();
QString systemFolder();

} // namespace reconnect::windows_os
