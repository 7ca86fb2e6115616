#pragma once

#include "platform/windows/security/security_sources.h"

namespace reconnect::windows_os {

// By COM and the registry; each call enters COM for itself and leaves it again.
// Sources: learn.microsoft.com/windows/win32/api/iwscapi (Windows 8 and later, no server),
// learn.microsoft.com/windows/win32/wmisdk (IWbemServices), the registry's Uninstall key:
// learn.microsoft.com/windows/win32/msi/uninstall-registry-key. root\SecurityCenter2 is not
// documented. Wine 8 has neither the class nor the namespace: both answer Unsupported there.
class WindowsSecuritySources : public SecuritySources {
public:
    Result<QList<CenterEntry>> securityCenter() override;
    Result<QList<CenterEntry>> wmi() override;
    Result<QList<InstalledEntry>> installed() override;
};

} // namespace reconnect::windows_os
