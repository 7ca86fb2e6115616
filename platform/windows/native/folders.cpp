#include "platform/windows/native/folders.h"

#include <array>
#include <windows.h>

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

} // namespace reconnect::windows_os
