#include "platform/windows/native/folders.h"

#include "platform/windows/native/registry.h"
#include "platform/windows/system/hosts_path.h"

#include <array>
#include <vector>
#include <windows.h>
// After it, because these need it.
#include <knownfolders.h>
#include <shlobj.h>

namespace reconnect::windows_os {

QString windowsFolder()
{
    std::array<wchar_t, MAX_PATH> path = {};
    const UINT length = ::GetSystemWindowsDirectoryW(path.data(), path.size());
    return length > 0 && length < path.size() ? QString::fromWCharArray(path.data(), length)
                                              : QStringLiteral("C:\\Windows");
}

QString systemFolder()
{
    return windowsFolder() + QStringLiteral("\\System32");
}

QString commonDataFolder()
{
    PWSTR path = nullptr;
    const HRESULT found =
        ::SHGetKnownFolderPath(FOLDERID_ProgramData, KF_FLAG_DEFAULT, nullptr, &path);
    const QString folder =
        SUCCEEDED(found) ? QString::fromWCharArray(path) : QStringLiteral("C:\\ProgramData");
    ::CoTaskMemFree(path);
    return folder;
}

QString windowsHostsPath()
{
    const QString key = QStringLiteral(R"(SYSTEM\CurrentControlSet\Services\Tcpip\Parameters)");
    return hostsPathFrom(machineText(key, QStringLiteral("DataBasePath")), windowsFolder());
}

QString imageOf(void* process)
{
    std::vector<wchar_t> room(1 << 15); // the longest path there is
    DWORD length = DWORD(room.size());
    const HANDLE whose = process ? process : ::GetCurrentProcess();
    if (!::QueryFullProcessImageNameW(whose, 0, room.data(), &length))
        return {};
    return QString::fromWCharArray(room.data(), qsizetype(length));
}

} // namespace reconnect::windows_os
