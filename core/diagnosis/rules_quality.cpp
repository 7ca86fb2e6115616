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
    return tls && tls->outcome == Outcome::TimedOut;
}

// What the program's own pauses left out. Answers that waited for it tell nothing of the line.
int withoutPauses(Row row, int ms)
{
    const int heldUpMs = row->detail.value(QStringLiteral("heldUpMs")).toInt();
    return std::max(0, ms - std::max(0, heldUpMs));
}

struct Connects {
    QList<int> times; // ms, of those that stand
    int again = 0;    // needed a second SYN
    int silent = 0;   // never stood
    Rows late, slow;
};

Connects connectsOf(const Facts& facts)
{
    Connects result;
    for (const Row row : facts.controls.tcp + Rows{facts.zoom.tcp} + facts.zoom.otherTcp) {
        if (row && row->outcome == Outcome::TimedOut) {
            ++result.silent;
            continue;
        }
        if (!passed(row))
            continue;
        for (const QJsonValue address : row->detail.value(QStringLiteral("addresses")).toArray()) {
            if (address[QStringLiteral("outcome")].toString() != QLatin1String("passed"))
                continue;
            const int ms = withoutPauses(row, address[QStringLiteral("ms")].toInt());
            result.times.append(ms);
            if (ms >= synAgainMs) {
                ++result.again;
                result.late.append(row);
            } else if (ms >= slowMs) {
                result.slow.append(row);
            }
        }
    }
    return result;
}

struct Datagrams {
    QList<int> times; // ms there and back
    int sent = 0;
    int received = 0;
    Rows gappy, slow;
};

Datagrams datagramsOf(const Facts& facts)
{
    Datagrams result;
    for (const Row row : facts.controls.udp + facts.zoom.udp) {
        const int sent = row->detail.value(QStringLiteral("sent")).toInt();
        const int received = row->detail.value(QStringLiteral("received")).toInt();
        // Numbers of a saved report may be anything.
        if (!passed(row) || received < 0 || received > sent || sent > 1000)
            continue;
        const int measured = row->detail.value(QStringLiteral("rttMs")).toInt();
        const int rtt = withoutPauses(row, measured);
        // It asked again only because nobody read the answer meanwhile.
        const bool askedInVain = measured >= slowMs && rtt < slowMs;
        result.sent += askedInVain ? received : sent;
        result.received += received;
        if (received < sent && !askedInVain)
            result.gappy.append(row);
        if (measured > 0)
            result.times.append(rtt);
        if (rtt >= slowMs)
            result.slow.append(row);
    }
    return result;
}

} // namespace

bool Quality::losesPackets() const
{
    return lossPercent > 0 || delayMs >= synAgainMs;
}

Quality qualityOf(const Facts& facts)
{
    const Connects connects = connectsOf(facts);
    const Datagrams datagrams = datagramsOf(facts);
    QList<int> times = connects.times + datagrams.times;
    std::sort(times.begin(), times.end());
    const int median = times.isEmpty() ? 0 : times.at(times.size() / 2);

    Quality quality;
    if (median >= slowMs) {
        quality.delayMs = median;
        quality.grounds += connects.late + connects.slow + datagrams.slow;
    }
    // Two lost packets at the least, because one is no fault. Where all are late alike, nothing
    // was lost: the answers were on their way while we asked again.
    const int tries = int(connects.times.size()) + connects.silent;
    const int again = connects.again + (connects.again > 0 ? connects.silent : 0);
    if (median < synAgainMs && again >= 2 && again * 4 >= tries) {
        quality.lossPercent = again * 100 / tries;
        quality.grounds += connects.late;
    }
    const int lost = datagrams.sent - datagrams.received;
    if (median < slowMs && lost >= 2 && lost * 5 >= datagrams.sent) {
        quality.lossPercent = std::max(quality.lossPercent, lost * 100 / datagrams.sent);
        quality.grounds += datagrams.gappy;
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
    const bool onlySmall = tlsIsSilent(path.tls) && flag(path.tls, "connected") &&
                           !passed(facts.zoom.noSni) && !controls.tls.isEmpty() &&
                           controls.tlsSilent().size() == controls.tls.size();
    if (onlySmall) {
        Finding result = finding(Cause::SlowNetwork, Confidence::Likely,
                                 Rows{path.tls, facts.zoom.noSni} + controls.tls);
        setValue(result, "mechanism", QStringLiteral("large-packets"));
        return result;
    }
    const bool pageHangs = passed(path.tls) && !path.atOtherAddresses && facts.zoom.http &&
                           facts.zoom.http->outcome == Outcome::TimedOut;
    const bool endsInSilence = path.end == Path::End::Silent || tlsIsSilent(path.tls);
    const Quality quality = qualityOf(facts);
    // Of two handshakes on a line that loses packets, the nameless one may just have been lucky.
    const bool nameFilter = passed(facts.zoom.noSni) && !passed(path.tls) &&
                            (!tlsIsSilent(path.tls) || !quality.poor());
    // So late that there was no time left for Zoom.
    const bool tooLateToAsk = path.end == Path::End::NotAsked && !path.atOtherAddresses &&
                              (quality.delayMs >= synAgainMs || quality.lossPercent >= 30);
    // Zoom was reached by other answers, or not asked for want of one.
    const bool onlyNameFails =
        path.end == Path::End::NotAsked || (passed(path.tls) && !bad(facts.zoom.http));
    const Row lostName = onlyNameFails && zoomsNameIsLost(facts) ? facts.zoom.system : nullptr;
    const bool poorly = quality.poor() && (endsInSilence || tooLateToAsk || lostName);
    if (nameFilter || (!pageHangs && !poorly))
        return {};
    Finding result = finding(
        Cause::SlowNetwork, quality.poor() ? Confidence::Likely : Confidence::Possible,
        (lostName ? Rows{lostName} : Rows{path.tcp, path.tls, facts.zoom.http}) + quality.grounds);
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
