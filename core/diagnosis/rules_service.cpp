#include "core/diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

namespace reconnect {
namespace {

Finding outage(Confidence confidence, const Rows& grounds, Row status)
{
    Finding result = finding(Cause::ZoomOutage, confidence, Rows{status} + grounds);
    describeIncident(result, status);
    return result;
}

// Something showed that Zoom is up, whatever its page says.
bool zoomAnswers(const Facts& facts, const Path& path)
{
    if (hasError(facts.zoom.http, {"server-error"}))
        return false;
    const bool any =
        std::any_of(facts.zoom.independentTls.begin(), facts.zoom.independentTls.end(), passed);
    const bool certificate =
        path.tls && !path.tls->detail.value(QStringLiteral("chain")).toArray().isEmpty();
    return any || passed(path.tls) || passed(facts.zoom.noSni) || certificate;
}

// Independent resolvers say that Zoom's name is not there, and none that it is.
Rows denials(const Facts& facts)
{
    Rows rows;
    for (const Row row : facts.zoom.independent) {
        if (passed(row))
            return {};
        if (hasError(row, {"nxdomain", "servfail", "empty"}))
            rows.append(row);
    }
    return rows;
}

} // namespace

void describeIncident(Finding& finding, Row status)
{
    if (!status)
        return;
    const QJsonArray incidents = status->detail.value(QStringLiteral("incidents")).toArray();
    if (incidents.isEmpty())
        return;
    setValue(finding, "incident", incidents.first()[QStringLiteral("name")].toString());
    setValue(finding, "since", incidents.first()[QStringLiteral("since")].toString());
}

Answer zoomOutage(const Facts& facts, const Found& found)
{
    if (found.hasAny({Cause::NoNetwork, Cause::CaptivePortal, Cause::NoInternet}))
        return {};
    const Row status = facts.status.outage;
    const ZoomFacts& zoom = facts.zoom;
    const Path path = pathToZoom(facts, found);
    if (hasError(zoom.http, {"server-error"}) && passed(zoom.tls) && !path.atOtherAddresses)
        return outage(status ? Confidence::Certain : Confidence::Likely, {zoom.http}, status);

    const Rows denied = denials(facts);
    if (!denied.isEmpty() && !passed(zoom.system) && !found.has(Cause::DnsFailure)) {
        const bool sure = status || (denied.size() > 1 && !facts.status.fine);
        return outage(sure ? Confidence::Certain : Confidence::Likely, denied + Rows{zoom.system},
                      status);
    }
    if (!status || zoomAnswers(facts, path))
        return {};
    for (const Row proxy : facts.proxies.used)
        if (hasError(proxy, {"bad-gateway"}))
            return outage(Confidence::Certain, {proxy}, status);
    const bool silent = path.stopped() || (path.connected() && bad(path.tls));
    if (silent)
        return outage(found.has(Cause::LocalFirewall) ? Confidence::Likely : Confidence::Certain,
                      {path.tcp, path.tls}, status);
    return {};
}

} // namespace reconnect
