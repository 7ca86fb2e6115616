#include "platform/windows/native/firewall_registry.h"

#include <utility>
#include <vector>
#include <windows.h>

namespace reconnect::windows_os::firewall {
namespace {

constexpr size_t maxLetters = 32 << 10;

// A key of the machine, open for reading.
class Key {
public:
    explicit Key(const wchar_t* path)
    {
        if (RegOpenKeyExW(HKEY_LOCAL_MACHINE, path, 0, KEY_READ | KEY_WOW64_64KEY, &m_key) !=
            ERROR_SUCCESS)
            m_key = nullptr;
    }
    ~Key()
    {
        if (m_key)
            RegCloseKey(m_key);
    }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    HKEY get() const { return m_key; }

private:
    HKEY m_key = nullptr;
};

void readRules(const wchar_t* path, QStringList& rules)
{
    const Key key(path);
    if (!key.get())
        return;
    std::vector<wchar_t> text(maxLetters);
    for (DWORD at = 0; rules.size() < maxRules; ++at) {
        wchar_t name[MAX_PATH * 2];
        DWORD nameSize = MAX_PATH * 2;
        DWORD type = 0;
        DWORD size = DWORD(text.size() * sizeof(wchar_t));
        const LSTATUS status = RegEnumValueW(key.get(), at, name, &nameSize, nullptr, &type,
                                             reinterpret_cast<BYTE*>(text.data()), &size);
        if (status == ERROR_NO_MORE_ITEMS)
            return;
        if (status == ERROR_MORE_DATA || (status == ERROR_SUCCESS && type != REG_SZ))
            continue; // no rule to Windows either
        if (status != ERROR_SUCCESS)
            return;
        QString rule = QString::fromWCharArray(text.data(), qsizetype(size / sizeof(wchar_t)));
        while (rule.endsWith(QChar(u'\0')))
            rule.chop(1);
        rules.append(rule);
    }
}

std::optional<bool> flagIn(const Key& key, const wchar_t* name)
{
    DWORD value = 0;
    DWORD size = sizeof value;
    if (!key.get() || RegGetValueW(key.get(), nullptr, name, RRF_RT_REG_DWORD, nullptr, &value,
                                   &size) != ERROR_SUCCESS)
        return std::nullopt;
    return value != 0;
}

} // namespace

SetByPolicy readFirewallRegistry()
{
    SetByPolicy set;
    readRules(L"SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\FirewallRules", set.rules);
    // Where the service keeps what device management gave it; seen on computers, in no document.
    readRules(L"SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\Mdm"
              L"\\FirewallRules",
              set.rules);
    const std::pair<int, const wchar_t*> places[] = {
        {domainProfile, L"SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\DomainProfile"},
        {privateProfile, L"SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\PrivateProfile"},
        {publicProfile, L"SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\PublicProfile"},
    };
    for (const auto& [type, path] : places) {
        const Key key(path);
        // "DefaultOutboundAction": 0 allows, 1 blocks.
        set.profiles.append({type, flagIn(key, L"EnableFirewall"),
                             flagIn(key, L"DefaultOutboundAction"),
                             flagIn(key, L"AllowLocalPolicyMerge")});
    }
    return set;
}

} // namespace reconnect::windows_os::firewall
