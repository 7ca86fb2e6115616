#include "core/fix/plan.h"

#include "core/diagnosis/rows.h"
#include "core/diagnosis/words.h"
#include "core/fix/plan_parts.h"
#include "core/fix/words.h"
#include "core/tr.h"

#include <QJsonArray>
#include <QLocale>
#include <algorithm>

namespace reconnect {
namespace {

tl::unexpected<Error> byHand(const QString& words)
{
    return failure(ErrorCode::Unsupported, words);
}

tl::unexpected<Error> nothing(const QString& words)
{
    return failure(ErrorCode::NotFound, words);
}

// `promise`, and what becomes of it where it does not help.
QString andBack(const QString& promise)
{
    return promise + QLatin1Char(' ') + tr("If it does not help, it is taken back at once.");
}

using Plan = Result<FixPlan>;

Plan restartZoom(const Evidence& evidence)
{
    // Skipped, as nothing is wrong with it.
    const Row client = rowIn(evidence, QStringLiteral("client:zoom"));
    if (client && client->error == QLatin1String("missing"))
        return nothing(tr("Zoom is not installed here."));
    FixPlan plan;
    plan.changes = {RestartZoom{}};
    plan.promise = tr("Zoom will be ended and started again. A meeting under way ends with it.");
    return plan;
}

Plan flushDns(const Evidence&)
{
    FixPlan plan;
    plan.changes = {FlushDns{}};
    plan.promise = tr("This computer will forget the names it has looked up and ask anew.");
    return plan;
}

Plan setClock(const Evidence& evidence)
{
    const Row clock = rowIn(evidence, QStringLiteral("clock:http-date"));
    const qint64 offset =
        clock ? clock->detail.value(QStringLiteral("offsetSeconds")).toInteger() : 0;
    if (!hasError(clock, {"wrong"}) || offset == 0)
        return nothing(tr("The clock is right, as far as can be told."));
    FixPlan plan;
    plan.changes = {SetClock{offset}};
    plan.promise = (offset > 0 ? tr("The clock will be set back by %1.")
                               : tr("The clock will be set forward by %1."))
                       .arg(spanOf(offset));
    return plan;
}

Plan turnOff(const Evidence& evidence, bool script)
{
    const ProxyPlaces places = script ? scriptPlaces(evidence) : proxyPlaces(evidence);
    if (places.managed)
        return byHand(tr("Your organization manages this proxy, and only its IT department can "
                         "change it."));
    if (places.vpn)
        return byHand(tr("A VPN or another program sets this proxy while it runs. Turn the proxy "
                         "off there, or end that program."));
    if (places.unread)
        return byHand(tr("The settings of this proxy could not be read. Turn it off in System "
                         "Settings > Network > Details > Proxies."));
    FixPlan plan;
    for (const ProxyPlace& place : places.changeable)
        plan.changes.append(TurnOffProxy{place.source, place.place, script});
    if (plan.changes.isEmpty() && !places.session.isEmpty())
        return byHand(tr("The proxy is named by %1, which only this session has. Remove it where "
                         "you set it, and log in again.")
                          .arg(places.session));
    const Row config = rowIn(evidence, QStringLiteral("proxy:config"));
    const bool isUnread =
        config && (config->outcome == Outcome::Unknown || config->outcome == Outcome::TimedOut);
    if (plan.changes.isEmpty() && config && config->detail[QStringLiteral("anothers")].toBool())
        return byHand(startAsThePerson());
    if (plan.changes.isEmpty() && isUnread)
        return byHand(tr("The proxy settings could not be read. Check again."));
    if (plan.changes.isEmpty())
        return nothing(script ? tr("No automatic proxy script is in use.")
                              : tr("No proxy is in use."));
    QStringList names;
    for (const ProxyPlace& place : places.changeable)
        names.append(place.place);
    const QString where = names.join(QStringLiteral(", "));
    plan.promise = andBack((script ? tr("The automatic proxy script in %1 will be turned off.")
                                   : tr("The proxy in %1 will be turned off."))
                               .arg(where));
    return plan;
}

Plan removeHostsOverride(const Evidence& evidence)
{
    const QStringList names = pinnedNames(evidence);
    if (names.isEmpty())
        return nothing(tr("The hosts file holds no line for Zoom."));
    FixPlan plan;
    plan.changes = {RemoveHostsPins{names}};
    plan.promise =
        andBack(tr("The lines for Zoom will be removed from the hosts file; all others stay."));
    return plan;
}

Plan allowZoom(const Evidence& evidence)
{
    const Blocking blocking = blockingProducts(evidence);
    const QList<QHostAddress> addresses = zoomAddresses(evidence);
    const QString windows = QStringLiteral("windows-firewall");
    const QStringList droppers = providersThatDrop(evidence);
    if (blocking.products.isEmpty() && !droppers.isEmpty())
        return byHand(tr("Zoom is stopped by %1. Open it and make an exception for Zoom.")
                          .arg(QLocale().createSeparatedList(droppers)));
    // The guide asks for the list of allowed apps even where nothing blocks.
    const QString macOs = QStringLiteral("macos-firewall");
    const auto isFine = [&evidence](const QString& product) {
        return passed(rowIn(evidence, QStringLiteral("firewall:") + product));
    };
    const bool isGuideAlone = blocking.products.isEmpty() && (isFine(windows) || isFine(macOs));
    if (blocking.products.isEmpty() && !isGuideAlone)
        return nothing(tr("No firewall that can be looked at from here blocks Zoom."));
    if (addresses.isEmpty())
        return nothing(tr("No address of Zoom is known yet. Check again once names can be looked "
                          "up."));
    FixPlan plan;
    for (const QString& product : blocking.products)
        plan.changes.append(AllowZoom{product, addresses});
    if (isGuideAlone && isFine(macOs)) {
        plan.changes.append(AllowZoom{macOs, addresses});
        plan.promise = tr("Zoom will be set to \"Allow incoming connections\" in the macOS "
                          "firewall. That is about what comes in, so it rarely cures error 2026.");
        return plan;
    }
    if (isGuideAlone) {
        plan.changes.append(AllowZoom{windows, addresses});
        plan.promise = tr("\"Zoom Meetings\" will be allowed in Windows Defender Firewall, on "
                          "Private and Public. That is about what comes in, so it rarely cures "
                          "error 2026.");
        return plan;
    }
    // The guide's list too, where the person is asked for an administrator anyway.
    if (!blocking.known && isFine(macOs))
        plan.changes.append(AllowZoom{macOs, addresses});
    plan.promise = andBack(
        blocking.known
            ? tr("The firewall of this computer will let Zoom through; its other rules stay.")
            : tr("The firewall of this computer will be looked at with an administrator's rights, "
                 "and let Zoom through where it blocks it."));
    // A rule that allows can't beat one that blocks there.
    if (blocking.known && blocking.products.contains(windows)) {
        const QStringList names = rulesThatBlock(evidence, windows);
        plan.promise = andBack(
            names.isEmpty()
                ? tr("Windows Defender Firewall will let Zoom through; rules of it that block "
                     "Zoom will be turned off.")
                : tr("In Windows Defender Firewall these rules, which block Zoom, will be turned "
                     "off: %1.")
                      .arg(names.join(QStringLiteral(", "))));
    }
    return plan;
}

Plan clearZoomCache(const Evidence& evidence)
{
    const Row client = rowIn(evidence, QStringLiteral("client:zoom"));
    FixPlan plan;
    plan.changes = {MoveZoomDataAside{}};
    // It would go on with what it has in memory.
    if (flag(client, "running"))
        plan.changes.append(RestartZoom{});
    plan.promise = tr("What Zoom keeps between meetings will be moved aside, and you sign in "
                      "again. Recordings stay.");
    return plan;
}

Plan reinstallZoom(const Evidence& evidence)
{
    const QString kind = kindToInstall(evidence);
    static const QStringList stores{QStringLiteral("flatpak"), QStringLiteral("snap")};
    static const QStringList packages{QStringLiteral("deb"), QStringLiteral("rpm"),
                                      QStringLiteral("exe"), QStringLiteral("msi"),
                                      QStringLiteral("pkg")};
    const bool hasStore = stores.contains(kind);
    const bool hasPackage = packages.contains(kind);
    if (!hasStore && !hasPackage)
        return byHand(tr("Zoom can't be installed here by itself. Download it from "
                         "https://zoom.us/download and install it as its page says."));
    FixPlan plan;
    plan.changes = {ReinstallZoom{kind, {}}};
    plan.needsDownload = hasPackage;
    plan.promise = hasPackage
                       ? tr("Zoom will be downloaded and checked, and then removed and installed "
                            "again. Recordings stay.")
                       : tr("Zoom will be removed and installed again. Recordings stay.");
    return plan;
}

Plan restartComputer(const Evidence&)
{
    FixPlan plan;
    plan.changes = {RestartComputer{}};
    plan.promise = tr("The computer will restart, and this program comes back once after you log "
                      "in. Save your work first.");
    return plan;
}

Plan planned(Fix fix, const Evidence& evidence)
{
    switch (fix) {
    case Fix::RestartZoom:
        return restartZoom(evidence);
    case Fix::FlushDns:
        return flushDns(evidence);
    case Fix::SetClock:
        return setClock(evidence);
    case Fix::TurnOffProxy:
        return turnOff(evidence, false);
    case Fix::TurnOffProxyScript:
        return turnOff(evidence, true);
    case Fix::RemoveHostsOverride:
        return removeHostsOverride(evidence);
    case Fix::AllowZoomInFirewall:
        return allowZoom(evidence);
    case Fix::ClearZoomCache:
        return clearZoomCache(evidence);
    case Fix::ReinstallZoom:
        return reinstallZoom(evidence);
    case Fix::RestartComputer:
        return restartComputer(evidence);
    case Fix::RestartRouter:
        return byHand(tr("Unplug the router for ten seconds and plug it in again. It takes about "
                         "three minutes to come back."));
    case Fix::AntivirusException:
        return byHand(tr("Open the security program of this computer and make an exception for "
                         "Zoom."));
    case Fix::SignInToNetwork:
        return byHand(tr("Open a page in the browser and sign in to the network."));
    case Fix::AskIt:
        break;
    }
    return byHand(tr("Send the report to who runs the network and ask them to let Zoom through."));
}

} // namespace

Result<FixPlan> planFor(Fix fix, const Evidence& evidence)
{
    Plan plan = planned(fix, evidence);
    if (!plan)
        return plan;
    plan->fix = fix;
    plan->reversible = std::all_of(plan->changes.begin(), plan->changes.end(), isReversible);
    return plan;
}

} // namespace reconnect
