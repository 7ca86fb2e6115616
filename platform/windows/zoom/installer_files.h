#pragma once

#include "core/result.h"

namespace reconnect::windows_os {

// What a Windows Installer package says of itself; read only after its signature was found good.
struct MsiFacts {
    QString name;     // ProductName: "Zoom Workplace (64-bit)"
    QString version;  // ProductVersion, as Windows keeps it of what is installed: "6.7.30439"
    QString platform; // of the template summary: "x64", "Arm64", "Intel"
};

// What Qt has no words for when Zoom is installed. All calls block. Filled by native/.
class InstallerFiles {
public:
    virtual ~InstallerFiles() = default;

    // Copies a file that somebody with fewer rights names. It must be a plain file of this
    // computer, reached by no link or junction; it is opened once, judged by what was opened, and
    // nobody can write to it meanwhile. The copy is new, on the disk, and inherits the rights of
    // its folder. Errors: NotFound, NotPermitted, TooLarge, NoSpace, Busy, Failed.
    virtual Result<void> copy(const QString& from, const QString& to, qint64 maxBytes) = 0;

    // Errors: Malformed, Unsupported.
    virtual Result<MsiFacts> msiFacts(const QString& path) = 0;

    // Whether Windows Installer works for another program now: it does one thing at a time
    // (learn.microsoft.com/windows/win32/msi/-msiexecute-mutex).
    virtual bool isInstalling() = 0;
};

} // namespace reconnect::windows_os
