#include "platform/windows/proxy/services_proxy_setting.h"

#include "platform/windows/proxy/windows_proxies.h"

namespace reconnect::windows_os {
namespace {

State stateOf(const ServicesProxy& proxy)
{
    return {{QStringLiteral("named"), proxy.named},
            {QStringLiteral("server"), proxy.server},
            {QStringLiteral("bypass"), proxy.bypass}};
}

ServicesProxy proxyOf(const State& state)
{
    return {state.value(QStringLiteral("named")).toBool(),
            state.value(QStringLiteral("server")).toString(),
            state.value(QStringLiteral("bypass")).toString()};
}

} // namespace

ServicesProxySetting::ServicesProxySetting(InternetSettings& settings)
    : m_settings(settings)
{
}

bool ServicesProxySetting::serves(const Change& change) const
{
    const auto* proxy = std::get_if<TurnOffProxy>(&change);
    return proxy && proxy->source == winHttpSource && proxy->place == servicesPlace &&
           !proxy->script;
}

Rights ServicesProxySetting::rightsFor(const Change&) const
{
    return Rights::Administrator;
}

Result<State> ServicesProxySetting::read(const Change&, const QString&)
{
    const auto proxy = m_settings.services();
    if (!proxy)
        return tl::unexpected<Error>(proxy.error());
    return stateOf(*proxy);
}

Result<State> ServicesProxySetting::goal(const Change&, const QString&, const State& now)
{
    return proxyOf(now).named ? stateOf({}) : now;
}

Result<void> ServicesProxySetting::put(const Change& change, const QString& id, const State& from,
                                       const State& to)
{
    const auto now = read(change, id);
    if (!now)
        return tl::unexpected<Error>(now.error());
    if (*now != from)
        return failure(ErrorCode::Conflict, servicesPlace);
    const ServicesProxy wanted = proxyOf(to);
    if (stateOf(wanted) != to || wanted.server.size() > maxOptionText ||
        wanted.bypass.size() > maxOptionText)
        return failure(ErrorCode::Malformed, QStringLiteral("not a proxy"));
    if (const auto done = m_settings.setServices(wanted); !done)
        return done;
    const auto after = read(change, id);
    if (!after)
        return tl::unexpected<Error>(after.error());
    if (*after != to)
        return failure(ErrorCode::Failed, QStringLiteral("Windows kept other settings"));
    return {};
}

} // namespace reconnect::windows_os
