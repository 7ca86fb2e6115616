#include "platform/windows/native/zoom_parts.h"

#include "platform/helper/guard.h"
#include "platform/windows/anothers_setting.h"
#include "platform/windows/native/handle.h"
#include "platform/windows/native/registry.h"
#include "platform/windows/native/session.h"
#include "platform/windows/native/signed_files.h"
#include "platform/windows/native/zoom_processes.h"
#include "platform/windows/zoom/data_places.h"
#include "platform/zoom/package_download.h"
#include "platform/zoom/restart_zoom.h"

#include <QDir>
#include <QSysInfo>

#include <knownfolders.h>
#include <shlobj.h>

namespace reconnect::windows_os {
namespace {

// With "/"; empty where there is none.
QString knownFolder(const KNOWNFOLDERID& which)
{
    wchar_t* path = nullptr;
    QString folder;
    if (SHGetKnownFolderPath(which, KF_FLAG_DONT_VERIFY, nullptr, &path) == S_OK)
        folder = QDir::cleanPath(QDir::fromNativeSeparators(QString::fromWCharArray(path)));
    CoTaskMemFree(path);
    return folder;
}

ZoomFolders currentFolders()
{
    ZoomFolders folders;
    folders.roaming = knownFolder(FOLDERID_RoamingAppData);
    folders.local = knownFolder(FOLDERID_LocalAppData);
    folders.programs =
        QStringList{knownFolder(FOLDERID_ProgramFilesX64), knownFolder(FOLDERID_ProgramFilesX86)};
    folders.programs.removeAll(QString());
    folders.programs.removeDuplicates();
    folders.system = knownFolder(FOLDERID_System);
    return folders;
}

// Whether this process has more rights than the person has at their desktop: it is the elevated
// one of two tokens. Where there is but one (user account control is off, or the built-in
// administrator), programs of the desktop have the same.
// learn.microsoft.com/windows/win32/api/winnt/ne-winnt-token_elevation_type
bool hasMoreThanTheDesktop()
{
    HANDLE raw = nullptr;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw))
        return true;
    const Handle token(raw);
    TOKEN_ELEVATION_TYPE type = TokenElevationTypeDefault;
    DWORD length = 0;
    return !GetTokenInformation(token.get(), TokenElevationType, &type, sizeof(type), &length) ||
           type == TokenElevationTypeFull;
}

// The computer's own, also where this program is run by an emulator, as x86_64 on ARM64. In
// QSysInfo's words. Windows 10 1709 is the first that can be asked.
// learn.microsoft.com/windows/win32/api/wow64apiset/nf-wow64apiset-iswow64process2
QString nativeCpu()
{
    void (*const found)() = reinterpret_cast<void (*)()>(
        GetProcAddress(GetModuleHandleW(L"kernel32.dll"), "IsWow64Process2"));
    const auto ask = reinterpret_cast<BOOL(WINAPI*)(HANDLE, USHORT*, USHORT*)>(found);
    USHORT own = 0;
    USHORT native = 0;
    const bool isArm =
        ask && ask(GetCurrentProcess(), &own, &native) && native == IMAGE_FILE_MACHINE_ARM64;
    return isArm ? QStringLiteral("arm64") : QSysInfo::currentCpuArchitecture();
}

Result<void> makeOwnFolder(const QString& folder)
{
    // Below the person's profile, which Windows keeps for them.
    return QDir().mkpath(folder) ? Result<void>() : failure(ErrorCode::NotPermitted, folder);
}

const QString ownName = QStringLiteral("/Reconnect2026");

} // namespace

ZoomLook zoomLook()
{
    ZoomLook look;
    look.arePersons = isSignedInPerson();
    look.folders = currentFolders();
    look.registry = std::make_shared<NativeRegistry>();
    look.files = std::make_shared<NativeSignedFiles>();
    look.processes = std::make_shared<NativeZoomProcesses>(
        [registry = look.registry, files = look.files, folders = look.folders] {
            return clientFolders(installedZooms(*registry, *files, folders), folders);
        });
    return look;
}

ZoomParts::ZoomParts(Tools& tools)
    : m_tools(tools)
{
}

void ZoomParts::addTo(Adapters& adapters)
{
    // Neither the one nor the other may touch what is the person's.
    const bool isAnothers = hasMoreThanTheDesktop() || !m_look.arePersons;
    adapters.settings.push_back(
        ifPersons(m_look.arePersons,
                  std::make_unique<ZoomDataSetting>(m_names, zoomDataPlaces(m_look.folders))));
    adapters.deeds.push_back(std::make_unique<ZoomRestarter>(
        *m_look.processes,
        [this](const QString& ranAs) {
            return startCommand(ranAs,
                                installedZooms(*m_look.registry, *m_look.files, m_look.folders));
        },
        isAnothers));
    adapters.deeds.push_back(
        std::make_unique<ReinstallExe>(means(m_look.folders.local, false), isAnothers));
    adapters.deeds.push_back(
        std::make_unique<ReinstallMsi>(means(knownFolder(FOLDERID_ProgramData), true)));
}

ReinstallMeans ZoomParts::means(const QString& store, bool isForAll)
{
    return {m_tools,
            *m_look.registry,
            *m_look.files,
            m_installers,
            *m_look.processes,
            m_look.folders,
            nativeCpu(),
            store + ownName + QStringLiteral("/packages"),
            isForAll ? guard::makeSafeFolder : makeOwnFolder};
}

FixRunner::Fetch zoomFetch()
{
    PackageDownload means;
    means.folder = knownFolder(FOLDERID_LocalAppData) + ownName + QStringLiteral("/downloads");
    means.cpu = nativeCpu();
    means.check = [](const QString&, const QString& file) {
        return acceptSigned(NativeSignedFiles().signature(file), file);
    };
    return packageDownload(std::move(means));
}

} // namespace reconnect::windows_os
