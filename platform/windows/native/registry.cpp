#include "platform/windows/native/registry.h"

#include <array>
#include <windows.h>

namespace reconnect::windows_os {
namespace {

constexpr DWORD maxKeys = 10000;
constexpr DWORD maxName = 256;  // of a key, with its end: 255 is Windows' own limit
constexpr DWORD maxText = 4096; // of a value

class OpenKey {
public:
    explicit OpenKey(const RegistryKey& key)
    {
        const HKEY root =
            key.hive == RegistryKey::Hive::User ? HKEY_CURRENT_USER : HKEY_LOCAL_MACHINE;
        const REGSAM view = key.is32Bit ? KEY_WOW64_32KEY : KEY_WOW64_64KEY;
        if (RegOpenKeyExW(root, reinterpret_cast<LPCWSTR>(key.path.utf16()), 0, KEY_READ | view,
                          &m_key) != ERROR_SUCCESS)
            m_key = nullptr;
    }
    OpenKey(const OpenKey&) = delete;
    OpenKey& operator=(const OpenKey&) = delete;
    ~OpenKey()
    {
        if (m_key)
            RegCloseKey(m_key);
    }
    HKEY get() const { return m_key; }

private:
    HKEY m_key = nullptr;
};

} // namespace

QStringList NativeRegistry::keysBelow(const RegistryKey& key) const
{
    QStringList names;
    const OpenKey open(key);
    if (!open.get())
        return names;
    std::array<wchar_t, maxName> name{};
    for (DWORD at = 0; at < maxKeys; ++at) {
        DWORD length = name.size();
        if (RegEnumKeyExW(open.get(), at, name.data(), &length, nullptr, nullptr, nullptr,
                          nullptr) != ERROR_SUCCESS)
            break;
        names.append(QString::fromWCharArray(name.data(), qsizetype(length)));
    }
    return names;
}

std::optional<QString> NativeRegistry::text(const RegistryKey& key, const QString& name) const
{
    const OpenKey open(key);
    if (!open.get())
        return std::nullopt;
    std::array<wchar_t, maxText> value{};
    DWORD bytes = sizeof(value);
    // Ends the text, also where who wrote it did not.
    if (RegGetValueW(open.get(), nullptr, reinterpret_cast<LPCWSTR>(name.utf16()),
                     RRF_RT_REG_SZ | RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND, nullptr, value.data(),
                     &bytes) != ERROR_SUCCESS)
        return std::nullopt;
    return QString::fromWCharArray(value.data());
}

std::optional<quint32> NativeRegistry::number(const RegistryKey& key, const QString& name) const
{
    const OpenKey open(key);
    DWORD value = 0;
    DWORD bytes = sizeof(value);
    if (!open.get() || RegGetValueW(open.get(), nullptr, reinterpret_cast<LPCWSTR>(name.utf16()),
                                    RRF_RT_REG_DWORD, nullptr, &value, &bytes) != ERROR_SUCCESS)
        return std::nullopt;
    return value;
}

QString machineText(const QString& key, const QString& name)
{
    return NativeRegistry()
        .text({RegistryKey::Hive::Machine, false, key}, name)
        .value_or(QString());
}

quint32 machineNumber(const QString& key, const QString& name)
{
    return NativeRegistry().number({RegistryKey::Hive::Machine, false, key}, name).value_or(0);
}

} // namespace reconnect::windows_os
