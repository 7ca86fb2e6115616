#include "core/diagnosis/rules.h"

#include <QJsonArray>

namespace reconnect {

void describeClient(Finding& finding, Row client)
{
    qsizetype damaged = 0;
    for (const QJsonValue install : client->detail.value(QStringLiteral("installs")).toArray()) {
        damaged += install[QStringLiteral("damagedFiles")].toArray().size();
        if (!finding.values.contains(QStringLiteral("installed")))
            setValue(finding, "installed", install[QStringLiteral("version")].toString());
    }
    setValue(finding, "needed", text(client, "minimum"));
    if (damaged > 0)
        setValue(finding, "count", QString::number(damaged));
}

QList<Finding> clientFaults(const Facts& facts)
{
    QList<Finding> faults;
    const auto add = [&faults](Finding fault, Row client) {
        describeClient(fault, client);
        faults.append(fault);
    };
    const Row client = facts.local.client;
    if (hasError(facts.local.networkManager, {"disconnected"})) {
        Finding fault = finding(Cause::NoNetwork, Confidence::Likely, {facts.local.networkManager});
        setValue(fault, "mechanism", QStringLiteral("network-manager"));
        fault.fixes = {Fix::RestartComputer};
        faults.append(fault);
    }
    if (hasError(client, {"outdated"}))
        add(finding(Cause::ClientOutdated, Confidence::Certain, {client}), client);
    if (hasError(client, {"corrupt"}))
        add(finding(Cause::ClientCorrupt, Confidence::Likely, {client}), client);
    return faults;
}

} // namespace reconnect
