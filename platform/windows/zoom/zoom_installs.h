#pragma once

#include "core/ports/zoom_client.h"
#include "platform/windows/zoom/registry_reader.h"
#include "platform/windows/zoom/signed_files.h"

namespace reconnect::windows_os {

// Where to look; absolute, with "/". Tests give folders of their own.
struct ZoomFolders {
    QString roaming;      // %APPDATA%
    QString local;        // %LOCALAPPDATA%
    QStringList programs; // C:/Program Files, C:/Program Files (x86)
    QString system;       // C:/Windows/System32
};

// The client as it is installed for one person ("exe") or for the computer ("msi").
struct InstalledZoom {
    QString kind;
    QString folder;      // that holds Zoom.exe, or should
    QString shown;       // the same for people; the person's own folder is "%APPDATA%"
    QString version;     // of Zoom.exe; else as registered; empty when neither tells
    QString productCode; // of an MSI product, "{GUID}"; empty where Windows Installer knows none
    QString registered;  // the version that Windows Installer keeps of it

    QString program() const { return folder + QStringLiteral("/Zoom.exe"); }
};

// Zoom's own installer registers HKCU\…\Uninstall\ZoomUMX and puts the client into
// %APPDATA%\Zoom\bin; the MSI package is a product below HKLM\…\Uninstall, in the part of the
// registry of its processor's width, and puts it into Program Files\Zoom\bin. What lies there
// unregistered is an install too. Blocks for some milliseconds.
QList<InstalledZoom> installedZooms(const RegistryReader& registry, const SignedFiles& files,
                                    const ZoomFolders& folders);

// Folders that the client's programs run from.
QStringList clientFolders(const QList<InstalledZoom>& installs, const ZoomFolders& folders);

// How the client is started: the one that ran (the program of one of its processes), or else the
// first that is whole enough. Empty where there is none.
QStringList startCommand(const QString& ranAs, const QList<InstalledZoom>& installs);

// Whether an MSI product's name is that of the client; Zoom has other products (Rooms, plug-ins,
// VDI). Pure.
bool isClientName(const QString& name);

// "{GUID}" out of "MsiExec.exe /I{GUID}" or "/X{GUID}", in capitals; empty for all else. Pure.
QString productCodeFrom(const QString& uninstallString);

// "6.1.11 (45504)" as "6.1.11.45504"; empty where no number leads. Pure.
QString plainVersion(const QString& shown);

} // namespace reconnect::windows_os
