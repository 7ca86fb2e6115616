#pragma once

#include <QString>

namespace reconnect::windows_os {

// What Windows says of itself: RtlGetVersion, which unlike GetVersionEx doesn't hold numbers back
// from programs without a manifest, and HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion.
struct VersionFacts {
    quint32 major = 0;
    quint32 minor = 0;
    quint32 build = 0;
    quint32 revision = 0;   // UBR; 0 where it isn't known
    QString productName;    // "Windows 10 Pro", also on Windows 11
    QString displayVersion; // "23H2"
};

// "Windows 11 Pro 23H2 (build 22631.3007)"; at most 100 characters. Pure.
QString versionWords(const VersionFacts& facts);

} // namespace reconnect::windows_os
