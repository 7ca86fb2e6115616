#pragma once

#include <QString>

namespace reconnect::windows_os {

// Where the hosts file is: in the folder of the registry's DataBasePath, and in the usual one where
// that is empty or no absolute path of a drive. Of %…% only the Windows folder is put in, and not
// from the environment, which anybody sets for their own programs. Forward slashes. Pure.
QString hostsPathFrom(const QString& dataBasePath, const QString& windowsFolder);

} // namespace reconnect::windows_os
