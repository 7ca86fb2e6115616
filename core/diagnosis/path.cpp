#include "core/diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

namespace reconnect {
namespace {

Path::End endOf(Row row)
{
    if (passed(row))
        return Path::End::Connected;
    if (!row || !bad(row))
        return Path::End::NotAsked;
    if (row->outcome == Outcome::TimedOut)
        return Path::End::Silent;
    if (hasError(row, {"refused"}))
        return Path::End::Refused;
    if (hasError(row, {"unreachable"}))
        return Path::End::Unreachable;
    if (hasError(row, {"reset"}))
        return Path::End::Reset;
    if (hasError(row, {"not-permitted"}))
        return Path::End::Forbidden;
    return Path::End::Other;
}

// A tls row also tells how the connection under it went.
Path::End endUnder(Row tls)
{
    if (!asked(tls))
        return Path::End::NotAsked;
    const bool stood = passed(tls) || flag(tls, "connected") ||
                       (tls && !tls->detail.value(QStringLiteral("chain")).toArray().isEmpty());
    return stood ? Path::End::Connected : endOf(tls);
}

// Routers that prohibit IPv6 look to a program like a rule of its own system (EACCES). Such a rule
// would have been read, or would treat all of a host's addresses alike.
bool forbiddenOnTheWay(const Facts& facts)
{
    if (facts.local.rulesRead && facts.local.blocking.isEmpty())
        return true;
    const QJsonArray all = facts.zoom.tcp->detail.value(QStringLiteral("addresses")).toArray();
    return std::any_of(all.begin(), all.end(), [](const QJsonValue& address) {
        return address[QStringLiteral("error")].toString() != QLatin1String("not-permitted");
    });
}

} // namespace

Path pathToZoom(const Facts& facts, const Found& found)
{
    Path path;
    const ZoomFacts& zoom = facts.zoom;
    path.atOtherAddresses =
        found.hasAny({Cause::HostsOverride, Cause::DnsBlocked, Cause::DnsHijacked});
    if (!path.atOtherAddresses) {
        path.tcp = zoom.tcp;
        path.tls = zoom.tls;
        path.end = endOf(zoom.tcp);
        if (path.end == Path::End::NotAsked)
            path.end = endUnder(zoom.tls);
        else if (path.end == Path::End::Forbidden && forbiddenOnTheWay(facts))
            path.end = Path::End::Unreachable;
        return path;
    }
    for (const Row row : zoom.independentTls)
        if (!path.tls || (passed(row) && !passed(path.tls)))
            path.tls = row;
    path.end = endUnder(path.tls);
    return path;
}

} // namespace reconnect
