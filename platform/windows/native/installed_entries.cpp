#include "platform/windows/native/handle.h"
#include "platform/windows/native/security_sources.h"

#include <array>
#include <string>

namespace reconnect::windows_os {
namespace {

constexpr DWORD maxEntries = 4096;
constexpr DWORD maxKey = 256; // letters, with the end: a key's name has 255 at most
constexpr DWORD maxName = 256;

// A key that is closed with its owner.
class OpenKey {
public:
    OpenKey(HKEY parent, const wchar_t* path, REGSAM view)
        : m_status(RegOpenKeyExW(parent, path, 0, KEY_READ | view, &m_key))
    {
    }
    OpenKey(const OpenKey&) = delete;
    OpenKey& operator=(const OpenKey&) = delete;
    ~OpenKey()
    {
        if (m_status == ERROR_SUCCESS)
            RegCloseKey(m_key);
    }
    LSTATUS status() const { return m_status; }
    HKEY get() const { return m_key; }

private:
    HKEY m_key = nullptr;
    LSTATUS m_status;
};

QString displayName(HKEY parent, const wchar_t* key)
{
    std::array<wchar_t, maxName> text{};
    DWORD bytes = DWORD(sizeof text);
    // Ends the text with a null whatever stands there; one that is longer is not read.
    const LSTATUS status =
        RegGetValueW(parent, key, L"DisplayName", RRF_RT_REG_SZ, nullptr, text.data(), &bytes);
    return status == ERROR_SUCCESS ? QString::fromWCharArray(text.data()) : QString();
}

// Error: that of the key. One that is not there holds nothing.
LSTATUS addFrom(HKEY root, REGSAM view, QList<InstalledEntry>& entries)
{
    const OpenKey key(root, L"Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall", view);
    if (key.status() == ERROR_FILE_NOT_FOUND)
        return ERROR_SUCCESS;
    if (key.status() != ERROR_SUCCESS)
        return key.status();
    for (DWORD i = 0; i < maxEntries; ++i) {
        std::array<wchar_t, maxKey> name{};
        DWORD letters = maxKey;
        const LSTATUS status =
            RegEnumKeyExW(key.get(), i, name.data(), &letters, nullptr, nullptr, nullptr, nullptr);
        if (status == ERROR_NO_MORE_ITEMS)
            break;
        if (status == ERROR_SUCCESS)
            entries.append({QString::fromWCharArray(name.data(), int(letters)),
                            displayName(key.get(), name.data())});
    }
    return ERROR_SUCCESS;
}

} // namespace

Result<QList<InstalledEntry>> WindowsSecuritySources::installed()
{
    QList<InstalledEntry> entries;
    LSTATUS first = ERROR_SUCCESS;
    bool any = false;
    for (const HKEY root : {HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER})
        for (const REGSAM view : {REGSAM(KEY_WOW64_64KEY), REGSAM(KEY_WOW64_32KEY)}) {
            const LSTATUS status = addFrom(root, view, entries);
            any |= status == ERROR_SUCCESS;
            if (first == ERROR_SUCCESS)
                first = status;
        }
    if (!any)
        return tl::unexpected<Error>(systemError(DWORD(first), QStringLiteral("Uninstall")));
    return entries;
}

} // namespace reconnect::windows_os
