#include "core/diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

namespace reconnect {
namespace {

// The system sends its first SYN again after a second: a connection that took longer lost one.
constexpr int synAgainMs = 950;
constexpr int slowMs = 400;

bool tlsIsSilent(Row tls)
{
    return tls && tls->outcome == Outcome::TimedOut && flag(tls, "connected");
}

} // namespace

Quality qualityOf(const Facts& facts)
{
    QList<int> times;
    Rows late;
    Rows slow;
    int again = 0;
    for (const Row row : facts.controls.connected + Rows{facts.zoom.tcp} + facts.zoom.otherTcp) {
        if (!passed(row))
            continue;
        for (const QJsonValue& address : row->detail.value(QStringLiteral("addresses")).toArray()) {
            if (address[QStringLiteral("outcome")].toString() != QLatin1String("passed"))
                continue;
            const int ms = address[QStringLiteral("ms")].toInt();
            times.append(ms);
            if (ms >= synAgainMs) {
                ++again;
                late.append(row);
            } else if (ms >= slowMs) {
                slow.append(row);
            }
        }
    }
    int sent = 0;
    int lost = 0;
    Rows gappy;
    for (const Row row : facts.controls.udp + facts.zoom.udp) {
        const int rowSent = row->detail.value(QStringLiteral("sent")).toInt();
        const int rowReceived = row->detail.value(QStringLiteral("received")).toInt();
        if (!passed(row) || rowReceived > rowSent)
            continue;
        sent += rowSent;
        lost += rowSent - rowReceived;
        if (rowReceived < rowSent)
            gappy.append(row);
    }

    Quality quality;
    // Two lost packets at the least, because one is no fault.
    if (again >= 2 && again * 4 >= times.size()) {
        quality.lossPercent = int(again * 100 / times.size());
        quality.grounds += late;
    }
    if (lost >= 2 && lost * 5 >= sent) {
        quality.lossPercent = std::max(quality.lossPercent, lost * 100 / sent);
        quality.grounds += gappy;
    }
    if (!times.isEmpty()) {
        std::sort(times.begin(), times.end());
        const int median = times.at(times.size() / 2);
        if (median >= slowMs) {
            quality.delayMs = median;
            quality.grounds += late + slow;
        }
    }
    return quality;
}

Answer slowNetwork(const Facts& facts, const Found& found)
{
    if (found.hasAny({Cause::NoNetwork, Cause::CaptivePortal, Cause::NoInternet,
                      Cause::LocalFirewall, Cause::ZoomOutage}))
        return {};
    const Path path = pathToZoom(facts, found);
    const ControlFacts& controls = facts.controls;
    // Every connection stands and every certificate, which takes large packets, stays away.
    const bool onlySmall = tlsIsSilent(path.tls) && !passed(facts.zoom.noSni) &&
                           !controls.tls.isEmpty() &&
                           controls.tlsSilent().size() == controls.tls.size();
    if (onlySmall) {
        Finding result = finding(Cause::SlowNetwork, Confidence::Likely,
                                 Rows{path.tls, facts.zoom.noSni} + controls.tls);
        setValue(result, "mechanism", QStringLiteral("large-packets"));
        return result;
    }
    const bool endsInSilence = path.end == Path::End::Silent || tlsIsSilent(path.tls) ||
                               (facts.zoom.http && facts.zoom.http->outcome == Outcome::TimedOut);
    const Quality quality = qualityOf(facts);
    const bool hangsWhileFine = passed(path.tls) && endsInSilence;
    if (!endsInSilence || passed(facts.zoom.noSni) || (!quality.poor() && !hangsWhileFine))
        return {};
    Finding result =
        finding(Cause::SlowNetwork, quality.poor() ? Confidence::Likely : Confidence::Possible,
                Rows{path.tcp, path.tls, facts.zoom.http} + quality.grounds);
    if (quality.lossPercent > 0)
        setValue(result, "loss", QString::number(quality.lossPercent));
    if (quality.delayMs > 0)
        setValue(result, "delayMs", QString::number(quality.delayMs));
    return result;
}

Rows deadIpv6(const Facts& facts)
{
    const bool offered = (!facts.line.address6 || passed(facts.line.address6)) &&
                         (!facts.line.route6 || passed(facts.line.route6));
    if (!offered)
        return {};
    Rows dead;
    int connected6 = 0;
    int connected4 = 0;
    for (const Row row : facts.controls.tcp + Rows{facts.zoom.tcp}) {
        const Family six = familyOf(row, "ipv6");
        connected6 += six.connected;
        connected4 += familyOf(row, "ipv4").connected;
        if (six.dead > 0)
            dead.append(row);
    }
    return connected6 == 0 && connected4 > 0 ? dead : Rows();
}

Answer ipv6Broken(const Facts& facts, const Found& found)
{
    if (found.hasAny({Cause::NoNetwork, Cause::CaptivePortal, Cause::NoInternet,
                      Cause::HostsOverride, Cause::DnsBlocked, Cause::DnsHijacked,
                      Cause::LocalFirewall, Cause::SlowNetwork, Cause::ZoomOutage}))
        return {};
    const Rows dead = deadIpv6(facts);
    const QHostAddress used(text(facts.zoom.tls, "address"));
    const bool hangsThere = bad(facts.zoom.tls) && !passed(facts.zoom.tls) &&
                            used.protocol() == QAbstractSocket::IPv6Protocol;
    // Zoom may have none but IPv6 addresses here.
    const bool onlyThere = bad(facts.zoom.tcp) && familyOf(facts.zoom.tcp, "ipv6").dead > 0 &&
                           familyOf(facts.zoom.tcp, "ipv4").dead == 0;
    if (dead.isEmpty() || (!hangsThere && !onlyThere))
        return {};
    Finding result = finding(Cause::Ipv6Broken, Confidence::Likely, dead + Rows{facts.zoom.tls});
    setValue(result, "family", QStringLiteral("IPv6"));
    return result;
}

} // namespace reconnect
