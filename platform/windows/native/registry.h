#pragma once

#include "platform/windows/zoom/registry_reader.h"

namespace reconnect::windows_os {

// learn.microsoft.com/windows/win32/api/winreg/nf-winreg-reggetvaluew
class NativeRegistry : public RegistryReader {
public:
    QStringList keysBelow(const RegistryKey& key) const override;
    std::optional<QString> text(const RegistryKey& key, const QString& name) const override;
    std::optional<quint32> number(const RegistryKey& key, const QString& name) const override;
};

// One value below HKEY_LOCAL_MACHINE, in the 64-bit view, not expanded. Empty or 0 where there is
// none of that kind, or it is too long.
QString machineText(const QString& key, const QString& name);
quint32 machineNumber(const QString& key, const QString& name);

} // namespace reconnect::windows_os
