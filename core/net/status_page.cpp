#include "core/net/status_page.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace reconnect {
namespace {

constexpr int longestText = 200;
constexpr int maxIncidents = 5;
constexpr int maxComponents = 10;
constexpr int maxMaintenance = 5;

QString textAt(const QJsonObject& object, const char* key)
{
    return object[QLatin1String(key)].toString().left(longestText);
}

bool isOver(const QString& status)
{
    return status == QStringLiteral("resolved") || status == QStringLiteral("completed") ||
           status == QStringLiteral("postmortem");
}

bool isUnderWay(const QString& status)
{
    return status == QStringLiteral("in_progress") || status == QStringLiteral("verifying");
}

} // namespace

Result<StatusPage> parseStatusPage(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (document.isNull())
        return failure(ErrorCode::Malformed, QStringLiteral("not-json"));
    static const QStringList indicators{QStringLiteral("none"), QStringLiteral("minor"),
                                        QStringLiteral("major"), QStringLiteral("critical"),
                                        QStringLiteral("maintenance")};
    const QJsonObject root = document.object();
    StatusPage page;
    page.indicator = textAt(root[QLatin1String("status")].toObject(), "indicator");
    if (!indicators.contains(page.indicator))
        return failure(ErrorCode::Malformed, QStringLiteral("wrong-shape"));

    const QJsonArray incidents = root[QLatin1String("incidents")].toArray();
    for (const auto& value : incidents) {
        const QJsonObject entry = value.toObject();
        const QString name = textAt(entry, "name");
        const QString status = textAt(entry, "status");
        if (!name.isEmpty() && !isOver(status) && page.incidents.size() < maxIncidents)
            page.incidents.append(
                {name, textAt(entry, "impact"), status, textAt(entry, "created_at")});
    }
    const QJsonArray components = root[QLatin1String("components")].toArray();
    for (const auto& value : components) {
        const QJsonObject entry = value.toObject();
        const QString name = textAt(entry, "name");
        const QString status = textAt(entry, "status");
        if (!name.isEmpty() && !status.isEmpty() && status != QStringLiteral("operational") &&
            page.components.size() < maxComponents)
            page.components.append({name, status});
    }
    const QJsonArray maintenances = root[QLatin1String("scheduled_maintenances")].toArray();
    for (const auto& value : maintenances) {
        const QJsonObject entry = value.toObject();
        const QString name = textAt(entry, "name");
        const QString status = textAt(entry, "status");
        if (!name.isEmpty() && isUnderWay(status) && page.maintenance.size() < maxMaintenance)
            page.maintenance.append({name, status, textAt(entry, "scheduled_until")});
    }
    return page;
}

} // namespace reconnect
