#include "core/guide/offer.h"

#include "core/diagnosis/words.h"
#include "core/fix/plan.h"
#include "core/tr.h"

#include <algorithm>

namespace reconnect {
namespace {

// The address that was asked, not the one the network answered with: what a stranger sends is not
// opened, and asking again leads to the sign-in page just as well.
QUrl signInPage(const Evidence& evidence)
{
    const QString prefix = QStringLiteral("captive:");
    for (const Observation& observation : evidence.observations) {
        if (observation.layer != Layer::Captive || observation.outcome != Outcome::Failed ||
            !observation.id.startsWith(prefix))
            continue;
        QUrl page;
        page.setScheme(QStringLiteral("http"));
        page.setHost(observation.id.mid(prefix.size()));
        page.setPath(QStringLiteral("/"));
        if (page.isValid() && !page.host().isEmpty())
            return page;
    }
    return QUrl(QStringLiteral("http://captive.apple.com/"));
}

// The first fix of the finding's that this program can carry out here.
std::optional<Offer> repairFor(Fix fix, const Evidence& evidence, const Able& able)
{
    if (!able.can || able.tried.contains(fix))
        return {};
    const auto plan = planFor(fix, evidence);
    if (!plan || !std::all_of(plan->changes.begin(), plan->changes.end(), able.can))
        return {};
    Offer offer;
    offer.action = Offer::Action::Repair;
    offer.fix = fix;
    offer.label = nameOf(fix);
    offer.promise = plan->promise;
    offer.reversible = plan->reversible;
    return offer;
}

QList<Fix> fixesIn(Stage stage)
{
    switch (stage) {
    case Stage::Checks:
        return {Fix::RestartZoom, Fix::FlushDns, Fix::SetClock, Fix::RemoveHostsOverride,
                Fix::RestartComputer};
    case Stage::Firewall:
        return {Fix::AllowZoomInFirewall};
    case Stage::Proxy:
        return {Fix::TurnOffProxy, Fix::TurnOffProxyScript};
    case Stage::Reinstall:
        return {Fix::ClearZoomCache, Fix::ReinstallZoom};
    case Stage::Escalate:
        break;
    }
    return {};
}

} // namespace

QList<Offer> repairsFor(Stage stage, const Evidence& evidence, const Able& able)
{
    QList<Offer> offers;
    for (const Fix fix : fixesIn(stage))
        if (auto offer = repairFor(fix, evidence, able)) {
            offer->stage = stage;
            offers.append(*offer);
        }
    return offers;
}

Offer offerFor(const Finding& finding, const Evidence& evidence, const Able& able)
{
    for (const Fix fix : finding.fixes) {
        auto repair = repairFor(fix, evidence, able);
        if (!repair)
            continue;
        repair->stage = finding.stage;
        if (fix == finding.fixes.first())
            repair->label = wordsFor(finding).action;
        return *repair;
    }

    Offer offer;
    offer.stage = finding.stage;
    offer.label = wordsFor(finding).action;
    switch (finding.cause) {
    case Cause::NoNetwork:
        offer.action = Offer::Action::OpenPanel;
        offer.panel = Panel::Network;
        break;
    case Cause::ProxyAuthRequired:
        offer.action = Offer::Action::OpenPanel;
        offer.panel = Panel::Proxy;
        break;
    case Cause::ClockWrong:
        offer.action = Offer::Action::OpenPanel;
        offer.panel = Panel::Clock;
        offer.label = tr("Open clock settings");
        break;
    case Cause::CaptivePortal:
        offer.action = Offer::Action::OpenPage;
        offer.page = signInPage(evidence);
        break;
    case Cause::ZoomOutage:
        offer.action = Offer::Action::OpenPage;
        offer.page = QUrl(QStringLiteral("https://www.zoomstatus.com/"));
        offer.label = tr("Open Zoom's status page");
        break;
    case Cause::NetworkFirewall:
        offer.action = Offer::Action::WriteToIt;
        // Whoever has looked already, or can't, is left with this.
        offer.label = tr("Write to IT");
        break;
    case Cause::DnsBlocked:
    case Cause::DnsHijacked:
    case Cause::UdpBlocked:
    case Cause::ProxyBlocksZoom:
        offer.action = Offer::Action::WriteToIt;
        break;
    case Cause::TlsIntercepted:
    case Cause::SlowNetwork:
        offer.action = Offer::Action::ShowSteps;
        break;
    case Cause::Unknown:
        offer.action = Offer::Action::CheckAgain;
        break;
    case Cause::NoInternet:
        offer.action = Offer::Action::ShowSteps;
        // Only on the computer that the evidence is of.
        if (able.can)
            offer.action = Offer::Action::WatchRouter;
        else
            offer.label = tr("Show me how");
        break;
    case Cause::None:
    case Cause::DnsFailure:
    case Cause::HostsOverride:
    case Cause::LocalFirewall:
    case Cause::ProxyUnreachable:
    case Cause::ProxyPacBroken:
    case Cause::Ipv6Broken:
    case Cause::ClientMissing:
    case Cause::ClientOutdated:
    case Cause::ClientCorrupt:
        offer.action = Offer::Action::ShowSteps;
        offer.label = tr("Show me how");
        break;
    }
    // There are no steps of its own for a healthy computer: the first page's are the ones.
    if (finding.cause == Cause::None)
        offer.stage = Stage::Checks;
    return offer;
}

} // namespace reconnect
