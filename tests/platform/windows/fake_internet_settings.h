#pragma once

#include "platform/windows/proxy/internet_settings.h"

#include <QMap>

namespace reconnect::windows_os::test {

// Holds what Windows would.
class FakeInternetSettings : public InternetSettings {
public:
    QMap<QString, ConnectionOptions> kept{{QString(), {connection_flag::direct, {}, {}, {}}}};
    QStringList standing;
    ServicesProxy ofServices;
    Result<ProxyPolicies> laidDown = ProxyPolicies();
    Result<QStringList> list = QStringList(); // an error: the list can't be read
    Result<void> allowed;                     // an error: nothing can be set
    bool ignores = false;                     // says it did, and does not
    int told = 0;                             // how often programs were told

    void set(const QString& name, const ConnectionOptions& options) { kept[name] = options; }

    Result<QStringList> connections() override
    {
        if (!list)
            return list;
        QStringList names = kept.keys();
        names.removeAll(QString());
        return names;
    }
    Result<QStringList> dialled() override { return standing; }
    // Windows answers for every name.
    Result<ConnectionOptions> options(const QString& connection) override
    {
        return kept.value(connection, {connection_flag::direct, {}, {}, {}});
    }
    Result<void> setFlags(const QString& connection, quint32 flags) override
    {
        if (!allowed || ignores)
            return allowed;
        kept[connection].flags = flags;
        ++told;
        return {};
    }
    Result<ServicesProxy> services() override { return ofServices; }
    Result<void> setServices(const ServicesProxy& proxy) override
    {
        if (!allowed || ignores)
            return allowed;
        ofServices = proxy.named ? proxy : ServicesProxy();
        return {};
    }
    Result<ProxyPolicies> policies() override { return laidDown; }

    // All of it.
    QByteArray bytes() const
    {
        QString all;
        for (auto one = kept.begin(); one != kept.end(); ++one)
            all += QStringLiteral("[%1]%2|%3|%4|%5\n")
                       .arg(one.key())
                       .arg(one->flags)
                       .arg(one->server, one->bypass, one->script);
        all += QStringLiteral("%1|%2|%3\n")
                   .arg(ofServices.named)
                   .arg(ofServices.server, ofServices.bypass);
        return all.toUtf8();
    }
};

} // namespace reconnect::windows_os::test
