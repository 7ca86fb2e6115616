#pragma once

#include "platform/windows/security/security_sources.h"

namespace reconnect::windows_os {

// By COM; each call enters it for itself.
// Sources: learn.microsoft.com/windows/win32/api/iwscapi (Windows 8 and later, no server),
// learn.microsoft.com/windows/win32/wmisdk (IWbemServices). root\SecurityCenter2 is not documented.
// Wine 8 has neither the class nor the namespace: both answer Unsupported there.
class WindowsSecuritySources : public SecuritySources {
public:
    Result<QList<CenterEntry>> securityCenter() override;
    Result<QList<CenterEntry>> wmi() override;
};

} // namespace reconnect::windows_os
