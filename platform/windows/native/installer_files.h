#pragma once

#include "platform/windows/zoom/installer_files.h"

namespace reconnect::windows_os {

class NativeInstallerFiles : public InstallerFiles {
public:
    Result<void> copy(const QString& from, const QString& to, qint64 maxBytes) override;
    // learn.microsoft.com/windows/win32/msi/installer-function-reference; msi.dll is loaded for it,
    // so that what only looks does not need it.
    Result<MsiFacts> msiFacts(const QString& path) override;
    bool isInstalling() override;
};

} // namespace reconnect::windows_os
