#pragma once

#include "platform/windows/proxy/windows_proxies.h"

namespace reconnect::windows_os {

// WinINet's per-connection options, WinHTTP's default proxy, the standing RAS connections and the
// registry's Policies keys. Holds nothing, so that several may be used on several threads.
//
// Flags are asked for as the settings window shows them (INTERNET_PER_CONN_FLAGS_UI, since Internet
// Explorer 8), because the plain ones lose "detect" where detection found nothing; where that is
// not known (Wine 8: error 87), as the plain ones. They are set as the plain ones, for there is no
// other way.
class NativeInternetSettings : public InternetSettings {
public:
    Result<QStringList> connections() override;
    Result<QStringList> dialled() override;
    Result<ConnectionOptions> options(const QString& connection) override;
    Result<void> setFlags(const QString& connection, quint32 flags) override;
    Result<ServicesProxy> services() override;
    Result<void> setServices(const ServicesProxy& proxy) override;
    Result<ProxyPolicies> policies() override;
};

// Each on a thread of its own that nobody waits for, since RAS may have to start a service first.
// The thread touches no Qt object and may outlive the context.
class NativeProxySnapshots : public ProxySnapshots {
public:
    void take(QObject* context, Done done) override;
};

} // namespace reconnect::windows_os
