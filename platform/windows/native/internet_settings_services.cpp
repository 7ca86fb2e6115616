#include "platform/windows/native/internet_settings.h"

#include "platform/windows/native/handle.h"
#include "platform/windows/native/internet_settings_text.h"

#include <string>
// Of its own file, because winhttp.h and wininet.h don't stand each other.
#include <winhttp.h>

namespace reconnect::windows_os {
namespace {

tl::unexpected<Error> lastError(const QString& what)
{
    return tl::unexpected<Error>(systemError(GetLastError(), what));
}

} // namespace

Result<ServicesProxy> NativeInternetSettings::services()
{
    WINHTTP_PROXY_INFO info = {};
    if (!WinHttpGetDefaultProxyConfiguration(&info))
        return lastError(QStringLiteral("WinHttpGetDefaultProxyConfiguration"));
    const GlobalText server(info.lpszProxy);
    const GlobalText bypass(info.lpszProxyBypass);
    if (info.dwAccessType != WINHTTP_ACCESS_TYPE_NAMED_PROXY)
        return ServicesProxy();
    const auto servers = server.value();
    const auto exceptions = bypass.value();
    if (!servers || !exceptions)
        return failure(ErrorCode::TooLarge);
    return ServicesProxy{true, *servers, *exceptions};
}

Result<void> NativeInternetSettings::setServices(const ServicesProxy& proxy)
{
    std::wstring server = proxy.server.toStdWString();
    std::wstring bypass = proxy.bypass.toStdWString();
    WINHTTP_PROXY_INFO info = {};
    info.dwAccessType =
        proxy.named ? WINHTTP_ACCESS_TYPE_NAMED_PROXY : WINHTTP_ACCESS_TYPE_NO_PROXY;
    if (proxy.named) {
        info.lpszProxy = server.data();
        info.lpszProxyBypass = bypass.empty() ? nullptr : bypass.data();
    }
    if (!WinHttpSetDefaultProxyConfiguration(&info))
        return lastError(QStringLiteral("WinHttpSetDefaultProxyConfiguration"));
    return {};
}

} // namespace reconnect::windows_os
