#include "platform/windows/native/registry.h"

#include "platform/windows/native/wide.h"

#include <array>
#include <windows.h>

namespace reconnect::windows_os {
QString machineText(const QString& key, const QString& name)
{
    std::array<wchar_t, 4097> text = {};
    DWORD bytes = sizeof text;
    const DWORD kinds = RRF_RT_REG_SZ | RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND;
    if (::RegGetValueW(HKEY_LOCAL_MACHINE, wide(key), wide(name), kinds | RRF_SUBKEY_WOW6464KEY,
                       nullptr, text.data(), &bytes) != ERROR_SUCCESS)
        return {};
    return QString::fromWCharArray(text.data()); // RegGetValue ends it with a zero
}

quint32 machineNumber(const QString& key, const QString& name)
{
    DWORD number = 0;
    DWORD bytes = sizeof number;
    if (::RegGetValueW(HKEY_LOCAL_MACHINE, wide(key), wide(name),
                       RRF_RT_REG_DWORD | RRF_SUBKEY_WOW6464KEY, nullptr, &number,
                       &bytes) != ERROR_SUCCESS)
        return 0;
    return number;
}

} // namespace reconnect::windows_os
