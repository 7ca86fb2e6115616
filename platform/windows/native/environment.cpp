#include "platform/windows/native/environment.h"

#include "platform/windows/native/folders.h"
#include "platform/windows/native/wide.h"

#include <QStringList>

#include <cstdlib>
#include <windows.h>
// After it, because these need it.
#include <knownfolders.h>
#include <shlobj.h>

namespace reconnect::windows_os {
namespace {

// Where the C library keeps what it was started with, too, which is what Qt reads. It does not know
// all that is in the system's block, so that is not left to it.
void set(const QString& name, const QString& value)
{
    ::_wputenv_s(wide(name), wide(value)); // an empty value removes it
    ::SetEnvironmentVariableW(wide(name), value.isEmpty() ? nullptr : wide(value));
}

void setFolder(const QString& name, const KNOWNFOLDERID& folder)
{
    PWSTR path = nullptr;
    if (SUCCEEDED(::SHGetKnownFolderPath(folder, KF_FLAG_DEFAULT, nullptr, &path)))
        set(name, QString::fromWCharArray(path));
    ::CoTaskMemFree(path);
}

QStringList names()
{
    QStringList all;
    const LPWCH block = ::GetEnvironmentStringsW();
    for (const wchar_t* at = block; at && *at; at += QString::fromWCharArray(at).size() + 1) {
        const QString line = QString::fromWCharArray(at);
        const qsizetype equals = line.indexOf(u'=', 1); // "=C:=…" is one that the system hides
        if (equals > 0)
            all.append(line.left(equals));
    }
    if (block)
        ::FreeEnvironmentStringsW(block);
    return all;
}

} // namespace

void resetEnvironment()
{
    for (const QString& name : names())
        set(name, {});
    const QString windows = windowsFolder();
    const QString system = systemFolder();
    set(QStringLiteral("SystemRoot"), windows);
    set(QStringLiteral("windir"), windows);
    set(QStringLiteral("SystemDrive"), windows.left(2));
    set(QStringLiteral("PATH"), system + u';' + windows);
    set(QStringLiteral("PATHEXT"), QStringLiteral(".COM;.EXE"));
    set(QStringLiteral("ComSpec"), system + QStringLiteral("\\cmd.exe"));
    // Where administrators alone write, unlike the person's own.
    set(QStringLiteral("TEMP"), windows + QStringLiteral("\\Temp"));
    set(QStringLiteral("TMP"), windows + QStringLiteral("\\Temp"));
    setFolder(QStringLiteral("ProgramData"), FOLDERID_ProgramData);
    setFolder(QStringLiteral("ALLUSERSPROFILE"), FOLDERID_ProgramData);
    setFolder(QStringLiteral("ProgramFiles"), FOLDERID_ProgramFiles);
    setFolder(QStringLiteral("ProgramFiles(x86)"), FOLDERID_ProgramFilesX86);
    setFolder(QStringLiteral("ProgramW6432"), FOLDERID_ProgramFilesX64);
    setFolder(QStringLiteral("CommonProgramFiles"), FOLDERID_ProgramFilesCommon);
    setFolder(QStringLiteral("CommonProgramFiles(x86)"), FOLDERID_ProgramFilesCommonX86);
    setFolder(QStringLiteral("CommonProgramW6432"), FOLDERID_ProgramFilesCommonX64);
    setFolder(QStringLiteral("USERPROFILE"), FOLDERID_Profile);
    setFolder(QStringLiteral("APPDATA"), FOLDERID_RoamingAppData);
    setFolder(QStringLiteral("LOCALAPPDATA"), FOLDERID_LocalAppData);
}

} // namespace reconnect::windows_os
