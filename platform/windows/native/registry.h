#pragma once

#include <QString>

namespace reconnect::windows_os {

// One value below HKEY_LOCAL_MACHINE, in the 64-bit view, not expanded. Empty or 0 where there is
// none of that kind, or a text of more than 4096 characters.
QString machineText(const QString& key, const QString& name);
quint32 machineNumber(const QString& key, const QString& name);

} // namespace reconnect::windows_os
