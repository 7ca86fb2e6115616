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

} // namespace reconnect::windows_os
