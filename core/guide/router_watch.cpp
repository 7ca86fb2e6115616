#include "core/guide/router_watch.h"

#include "core/tr.h"

#include <QStringList>
#include <algorithm>

namespace reconnect {
namespace {

std::optional<Outcome> outcomeOf(const Evidence& evidence, const char* id)
{
    const auto row = std::find_if(
        evidence.observations.begin(), evidence.observations.end(),
        [id](const Observation& observation) { return observation.id == QLatin1String(id); });
    return row == evidence.observations.end() ? std::nullopt : std::optional(row->outcome);
}

bool hasLine(const Evidence& evidence)
{
    return outcomeOf(evidence, "link:interfaces") == Outcome::Passed &&
           (outcomeOf(evidence, "route:ipv4") == Outcome::Passed ||
            outcomeOf(evidence, "route:ipv6") == Outcome::Passed);
}

// Something far away answered as it should: a page that tells a free way out from a sign-in page.
bool hasInternet(const Evidence& evidence)
{
    return std::any_of(evidence.observations.begin(), evidence.observations.end(),
                       [](const Observation& row) {
                           return row.layer == Layer::Captive && row.outcome == Outcome::Passed;
                       });
}

QString line(bool seen, const QString& words)
{
    return (seen ? QStringLiteral("\u2713 ") : QStringLiteral("\u2026 ")) + words;
}

} // namespace

RouterWatch watchFrom(const Evidence& evidence)
{
    RouterWatch watch;
    watch.answers = outcomeOf(evidence, "route:gateway") == Outcome::Passed;
    return watch;
}

RouterWatch watched(RouterWatch watch, const Evidence& evidence)
{
    if (!outcomeOf(evidence, "link:interfaces"))
        return watch;
    const bool isThere =
        hasLine(evidence) &&
        (!watch.answers || outcomeOf(evidence, "route:gateway") == Outcome::Passed);
    watch.internetIsBack |= hasInternet(evidence);
    watch.wentAway |= !isThere && !watch.internetIsBack;
    watch.cameBack |= watch.wentAway && (isThere || watch.internetIsBack);
    return watch;
}

QString sentencesFor(const RouterWatch& watch)
{
    const QString now =
        !watch.wentAway   ? tr("Unplug the router for ten seconds, then plug it in again.")
        : !watch.cameBack ? tr("The router is off or starting. This takes about three minutes.")
                          : tr("The router is back. Its internet follows in a minute.");
    return QStringList{now, line(watch.wentAway, tr("The router went away.")),
                       line(watch.cameBack, tr("The router is back.")),
                       line(watch.internetIsBack, tr("The internet is back."))}
        .join(QLatin1Char('\n'));
}

QString endingFor(const RouterWatch& watch)
{
    if (watch.internetIsBack)
        return watch.wentAway ? tr("The internet is back.")
                              : tr("The internet is back, without the router having gone away.");
    if (!watch.wentAway)
        return tr("The router was not seen to go away. Check that it is the right box, and try "
                  "again.");
    if (!watch.cameBack)
        return tr("The router has not come back yet. Look whether it has power, and check again "
                  "later.");
    return tr("The router is back, but its internet is not. Call your internet provider.");
}

} // namespace reconnect
