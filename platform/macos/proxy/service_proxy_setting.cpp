#include "platform/macos/proxy/service_proxy_setting.h"

#include "platform/macos/proxy/mac_proxy_settings.h"
#include "platform/macos/proxy/network_services.h"

#include <algorithm>
#include <span>

namespace reconnect::macos {
namespace {

const QString onKey = QStringLiteral("on");

std::span<const ProxyPart> partsOf(const Change& change)
{
    return std::get<TurnOffProxy>(change).script ? std::span<const ProxyPart>(scriptParts)
                                                 : std::span<const ProxyPart>(manualParts);
}

const QString& serviceOf(const Change& change)
{
    return std::get<TurnOffProxy>(change).place;
}

QJsonObject toJson(const ProxyPartState& part)
{
    QJsonObject json{{onKey, part.on}};
    if (!part.server.isEmpty())
        json.insert(QStringLiteral("server"), part.server);
    if (part.port != 0)
        json.insert(QStringLiteral("port"), part.port);
    if (part.authenticated)
        json.insert(QStringLiteral("authenticated"), true);
    if (!part.script.isEmpty())
        json.insert(QStringLiteral("script"), part.script);
    return json;
}

QJsonObject switched(const QJsonValue& part, bool on)
{
    QJsonObject json = part.toObject();
    json.insert(onKey, on);
    return json;
}

bool isOn(const State& state, const QString& part)
{
    return state.value(part)[onKey].toBool();
}

// The same but for the switches.
bool differInSwitchesAlone(const State& one, const State& other)
{
    const QStringList parts = one.keys();
    return parts == other.keys() &&
           std::all_of(parts.begin(), parts.end(), [&](const QString& part) {
               return switched(one.value(part), true) == switched(other.value(part), true);
           });
}

tl::unexpected<Error> refusal(const CommandOutput& output)
{
    // "** Error: Command requires admin privileges."
    const QString words = wordsOf(output);
    return failure(words.contains(QLatin1String("admin"), Qt::CaseInsensitive)
                       ? ErrorCode::NotPermitted
                       : ErrorCode::Failed,
                   words.isEmpty() ? QStringLiteral("networksetup changed nothing") : words);
}

} // namespace

ServiceProxySetting::ServiceProxySetting(Tools& tools, Rights rights)
    : m_tools(tools)
    , m_rights(rights)
{
}

bool ServiceProxySetting::serves(const Change& change) const
{
    const auto* off = std::get_if<TurnOffProxy>(&change);
    return off && off->source == serviceSource;
}

Rights ServiceProxySetting::rightsFor(const Change&) const
{
    return m_rights;
}

// The helper takes the name from whoever started it: only one that is there is handed on.
Result<void> ServiceProxySetting::refuseUnlisted(const QString& service)
{
    const auto output = m_tools.run(listNetworkServices());
    if (!output)
        return tl::unexpected<Error>(output.error());
    const auto services = readNetworkServices(*output);
    if (!services)
        return tl::unexpected<Error>(services.error());
    // One that was disabled since can still be put back.
    const bool isThere =
        std::any_of(services->begin(), services->end(),
                    [&service](const NetworkService& one) { return one.name == service; });
    if (!isThere)
        return failure(ErrorCode::NotFound, service);
    return {};
}

Result<State> ServiceProxySetting::read(const Change& change, const QString&)
{
    const QString& service = serviceOf(change);
    if (const auto listed = refuseUnlisted(service); !listed)
        return tl::unexpected<Error>(listed.error());
    State state;
    for (const ProxyPart part : partsOf(change)) {
        const auto output = m_tools.run(readPart(part, service));
        if (!output)
            return tl::unexpected<Error>(output.error());
        const auto read = readPartState(part, *output);
        if (!read)
            return tl::unexpected<Error>(read.error());
        state.insert(token(part), toJson(*read));
    }
    return state;
}

Result<State> ServiceProxySetting::goal(const Change&, const QString&, const State& now)
{
    State off;
    for (auto part = now.begin(); part != now.end(); ++part)
        off.insert(part.key(), switched(part.value(), false));
    return off;
}

Result<void> ServiceProxySetting::put(const Change& change, const QString& id, const State& from,
                                      const State& to)
{
    const auto now = read(change, id);
    if (!now)
        return tl::unexpected<Error>(now.error());
    if (*now != from && !isPartWay(from, to, *now))
        return failure(ErrorCode::Conflict, serviceOf(change));
    if (!differInSwitchesAlone(*now, to))
        return failure(ErrorCode::Malformed, QStringLiteral("not the state of these proxies"));
    CommandOutput last;
    for (const ProxyPart part : partsOf(change)) {
        const bool on = isOn(to, token(part));
        if (on == isOn(*now, token(part)))
            continue;
        const auto output = m_tools.run(switchPart(part, serviceOf(change), on));
        if (!output)
            return tl::unexpected<Error>(output.error());
        last = *output;
        if (last.exitCode != 0)
            break;
    }
    const auto after = read(change, id);
    if (!after)
        return tl::unexpected<Error>(after.error());
    if (*after == to)
        return {};
    const auto refused = refusal(last);
    if (refused.value().code == ErrorCode::NotPermitted)
        m_rights = Rights::Administrator;
    return refused;
}

bool ServiceProxySetting::isPartWay(const State& before, const State& after, const State& now) const
{
    if (now == before || now == after || !differInSwitchesAlone(before, after) ||
        !differInSwitchesAlone(before, now))
        return false;
    const QStringList parts = now.keys();
    return std::all_of(parts.begin(), parts.end(), [&](const QString& part) {
        return now.value(part) == before.value(part) || now.value(part) == after.value(part);
    });
}

} // namespace reconnect::macos
