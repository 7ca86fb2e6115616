#include "platform/windows/native/internet_settings.h"

#include "platform/windows/native/handle.h"

#include <optional>
#include <vector>

namespace reconnect::windows_os {
namespace {

const wchar_t* const policyKey =
    L"Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";
const wchar_t* const lockKey = L"Software\\Policies\\Microsoft\\Internet Explorer\\Control Panel";
const wchar_t* const zoomKey = L"Software\\Policies\\Zoom\\Zoom Meetings\\General";

constexpr DWORD maxPolicyText = 4096;

// Reads values of the Policies keys; those of the computer go before the person's. What is missing
// or of another type is no policy; what can't be read is kept as an error.
class PolicyReader {
public:
    QString text(const wchar_t* path, const wchar_t* name)
    {
        for (HKEY root : {HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER}) {
            std::vector<wchar_t> text(maxPolicyText);
            if (holds(root, path, name, RRF_RT_REG_SZ, text.data(),
                      DWORD(text.size() * sizeof(wchar_t))))
                return QString::fromWCharArray(text.data());
        }
        return {};
    }

    bool is(HKEY root, const wchar_t* path, const wchar_t* name, DWORD wanted)
    {
        DWORD value = 0;
        return holds(root, path, name, RRF_RT_REG_DWORD, &value, sizeof value) && value == wanted;
    }

    bool isForAnyone(const wchar_t* path, const wchar_t* name, DWORD wanted)
    {
        const bool ofComputer = is(HKEY_LOCAL_MACHINE, path, name, wanted);
        return is(HKEY_CURRENT_USER, path, name, wanted) || ofComputer;
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    bool holds(HKEY root, const wchar_t* path, const wchar_t* name, DWORD type, void* data,
               DWORD size)
    {
        const LSTATUS status = RegGetValueW(root, path, name, type, nullptr, data, &size);
        if (status == ERROR_MORE_DATA)
            m_error = Error{ErrorCode::TooLarge, QStringLiteral("a policy")};
        else if (status != ERROR_SUCCESS && status != ERROR_FILE_NOT_FOUND &&
                 status != ERROR_UNSUPPORTED_TYPE)
            m_error = systemError(DWORD(status), QStringLiteral("a policy"));
        return status == ERROR_SUCCESS;
    }

    std::optional<Error> m_error;
};

} // namespace

Result<ProxyPolicies> NativeInternetSettings::policies()
{
    PolicyReader reader;
    ProxyPolicies policies;
    policies.forAllUsers = reader.is(HKEY_LOCAL_MACHINE, policyKey, L"ProxySettingsPerUser", 0);
    policies.serverLocked = reader.isForAnyone(lockKey, L"Proxy", 1);
    policies.scriptLocked = reader.isForAnyone(lockKey, L"Autoconfig", 1);
    if (!reader.isForAnyone(policyKey, L"ProxyEnable", 0))
        policies.server = reader.text(policyKey, L"ProxyServer");
    policies.bypass = reader.text(policyKey, L"ProxyOverride");
    policies.script = reader.text(policyKey, L"AutoConfigURL");
    policies.zoomServer = reader.text(zoomKey, L"ProxyServer");
    policies.zoomBypass = reader.text(zoomKey, L"ProxyBypass");
    policies.zoomScript = reader.text(zoomKey, L"ProxyPAC");
    if (reader.error())
        return tl::unexpected<Error>(*reader.error());
    return policies;
}

} // namespace reconnect::windows_os
