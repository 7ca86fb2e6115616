#pragma once

#include <QString>

namespace reconnect::windows_os {

// As the system itself knows them, whatever the environment says; backslashes, none at the end.
QString windowsFolder();
QString systemFolder();
// C:/ProgramData, where programs keep what is for all.
QString commonDataFolder();
// The hosts file that Windows reads; forward slashes.
QString windowsHostsPath();
// The file of a running program; of this one where none is named. Empty where it isn't told.
QString imageOf(void* process = nullptr);

} // namespace reconnect::windows_os
