#include "app/session/left_variables.h"

#include <QJsonArray>

namespace reconnect {
namespace {

// What makes two settings the same proxy.
QString wayOf(const QJsonObject& proxy)
{
    return QStringLiteral("%1://%2:%3")
        .arg(proxy[QStringLiteral("scheme")].toString(), proxy[QStringLiteral("host")].toString())
        .arg(proxy[QStringLiteral("port")].toInt());
}

bool isOfFile(const QString& source)
{
    return source == QLatin1String("etc-environment") || source == QLatin1String("profile");
}

bool turnsOff(const FixPlan& plan, const QString& source, const QString& place)
{
    for (const Change& change : plan.changes)
        if (const auto* proxy = std::get_if<TurnOffProxy>(&change))
            if (proxy->source == source && proxy->place == place)
                return true;
    return false;
}

QJsonArray proxiesIn(const Evidence& evidence)
{
    for (const Observation& observation : evidence.observations)
        if (observation.id == QLatin1String("proxy:config"))
            return observation.detail[QStringLiteral("proxies")].toArray();
    return {};
}

} // namespace

QStringList variablesLeftBy(const FixPlan& plan, const Evidence& evidence)
{
    const QJsonArray proxies = proxiesIn(evidence);
    QStringList cleaned;
    QStringList staying;
    for (const auto& value : proxies) {
        const QJsonObject proxy = value.toObject();
        const QString source = proxy[QStringLiteral("source")].toString();
        if (isOfFile(source))
            (turnsOff(plan, source, proxy[QStringLiteral("place")].toString()) ? cleaned : staying)
                .append(wayOf(proxy));
    }
    QStringList names;
    for (const auto& value : proxies) {
        const QJsonObject proxy = value.toObject();
        const QString way = wayOf(proxy);
        if (proxy[QStringLiteral("source")].toString() == QLatin1String("environment") &&
            cleaned.contains(way) && !staying.contains(way))
            names.append(proxy[QStringLiteral("place")].toString());
    }
    return names;
}

bool isOfVariables(const Change& change)
{
    const auto* proxy = std::get_if<TurnOffProxy>(&change);
    return proxy && isOfFile(proxy->source);
}

void LeftVariables::drop(const QStringList& names)
{
    for (const QString& name : names) {
        const QByteArray variable = name.toLocal8Bit();
        if (!qEnvironmentVariableIsSet(variable.constData()))
            continue;
        m_dropped.append({variable, qgetenv(variable.constData())});
        qunsetenv(variable.constData());
    }
}

void LeftVariables::restore()
{
    for (const auto& [name, value] : std::as_const(m_dropped))
        qputenv(name.constData(), value);
    m_dropped.clear();
}

} // namespace reconnect
