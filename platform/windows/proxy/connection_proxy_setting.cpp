#include "platform/windows/proxy/connection_proxy_setting.h"

#include "platform/windows/proxy/windows_proxies.h"

namespace reconnect::windows_os {
namespace {

const QString flagsKey = QStringLiteral("flags");
const QString serverKey = QStringLiteral("server");
const QString scriptKey = QStringLiteral("script");
constexpr quint32 allFlags = connection_flag::direct | connection_flag::server |
                             connection_flag::script | connection_flag::detect;

const TurnOffProxy& proxyIn(const Change& change)
{
    return std::get<TurnOffProxy>(change);
}

State stateOf(const ConnectionOptions& options)
{
    return {{flagsKey, qint64(options.flags)},
            {serverKey, options.server},
            {QStringLiteral("bypass"), options.bypass},
            {scriptKey, options.script}};
}

quint32 flagsOf(const State& state)
{
    return quint32(state.value(flagsKey).toInteger());
}

State withFlags(State state, quint32 flags)
{
    state.insert(flagsKey, qint64(flags));
    return state;
}

} // namespace

quint32 flagsWithout(quint32 flags, bool script)
{
    const quint32 off =
        script ? connection_flag::script | connection_flag::detect : connection_flag::server;
    return flags & off ? (flags & ~off) | connection_flag::direct : flags;
}

ConnectionProxySetting::ConnectionProxySetting(InternetSettings& settings)
    : m_settings(settings)
{
}

bool ConnectionProxySetting::serves(const Change& change) const
{
    const auto* proxy = std::get_if<TurnOffProxy>(&change);
    return proxy && (proxy->source == winInetSource || proxy->source == policySource);
}

Rights ConnectionProxySetting::rightsFor(const Change&) const
{
    return Rights::Person;
}

Result<State> ConnectionProxySetting::read(const Change& change, const QString&)
{
    const TurnOffProxy& proxy = proxyIn(change);
    if (proxy.source == policySource)
        return failure(ErrorCode::Unsupported, onlyItCanChange());
    const QString name = connectionAt(proxy.place);
    if (!name.isEmpty()) {
        // Windows answers for names that it doesn't know, too.
        const auto known = m_settings.connections();
        if (!known)
            return tl::unexpected<Error>(known.error());
        const auto dialled = m_settings.dialled();
        if (!known->contains(name) && !(dialled && dialled->contains(name)))
            return failure(ErrorCode::NotFound, name);
    }
    const auto options = m_settings.options(name);
    if (!options)
        return tl::unexpected<Error>(options.error());
    return stateOf(*options);
}

Result<State> ConnectionProxySetting::goal(const Change& change, const QString&, const State& now)
{
    const TurnOffProxy& proxy = proxyIn(change);
    const auto policies = m_settings.policies();
    if (!policies)
        return tl::unexpected<Error>(policies.error());
    const bool locked = proxy.script ? policies->scriptLocked : policies->serverLocked;
    const QString& laidDown = proxy.script ? policies->script : policies->server;
    const QString own = now.value(proxy.script ? scriptKey : serverKey).toString();
    if (policies->forAllUsers || locked || (!laidDown.isEmpty() && laidDown == own))
        return failure(ErrorCode::Unsupported, onlyItCanChange());
    return withFlags(now, flagsWithout(flagsOf(now), proxy.script));
}

Result<void> ConnectionProxySetting::put(const Change& change, const QString& id, const State& from,
                                         const State& to)
{
    const auto now = read(change, id);
    if (!now)
        return tl::unexpected<Error>(now.error());
    if (*now != from)
        return failure(ErrorCode::Conflict, proxyIn(change).place);
    const quint32 flags = flagsOf(to);
    if (withFlags(from, flags) != to || (flags ^ flagsOf(from)) & ~allFlags)
        return failure(ErrorCode::Malformed, QStringLiteral("more than flags"));
    if (const auto done = m_settings.setFlags(connectionAt(proxyIn(change).place), flags); !done)
        return done;
    const auto after = read(change, id);
    if (!after)
        return tl::unexpected<Error>(after.error());
    if (*after != to)
        return failure(ErrorCode::Failed, QStringLiteral("Windows kept other settings"));
    return {};
}

} // namespace reconnect::windows_os
