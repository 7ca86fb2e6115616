#include "core/diagnosis/words.h"

#include "core/tr.h"

#include <QDateTime>
#include <cstdlib>

namespace reconnect {
namespace {

// The finding's values as sentences want them.
class Values {
public:
    explicit Values(const Finding& finding)
        : m_finding(finding)
    {
    }

    bool has(const char* key) const { return !text(key).isEmpty(); }
    bool is(const char* key, const char* value) const { return text(key) == QLatin1String(value); }
    QString text(const char* key) const { return m_finding.values.value(QLatin1String(key)); }

    // `text` with each {key} filled in, in one pass: a value that holds braces stays as it is.
    QString fill(const QString& pattern) const
    {
        QString result;
        for (qsizetype at = 0; at < pattern.size();) {
            const qsizetype open = pattern.indexOf(QLatin1Char('{'), at);
            const qsizetype close = pattern.indexOf(QLatin1Char('}'), open);
            if (open < 0 || close < 0)
                return result + pattern.mid(at);
            result += pattern.mid(at, open - at);
            const QString key = pattern.mid(open + 1, close - open - 1);
            const QString value = m_finding.values.value(key);
            result += key == QLatin1String("product") ? firewallName(value) : value;
            at = close + 1;
        }
        return result;
    }

private:
    const Finding& m_finding;
};

QString time(const QString& iso)
{
    const QDateTime when = QDateTime::fromString(iso, Qt::ISODate);
    return when.isValid() ? when.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'")) : iso;
}

QString noNetworkWhy(const Values& values)
{
    if (values.is("mechanism", "network-manager"))
        return tr("NetworkManager says this computer is offline, and Zoom believes it although "
                  "the network works.");
    if (values.is("mechanism", "address"))
        return tr("It's plugged in or on Wi-Fi, but got no address. Reconnecting often helps.");
    if (values.is("mechanism", "route"))
        return tr("It has an address, but no way out of the local network.");
    return tr("Connect to Wi-Fi or plug in a cable.");
}

QString noInternetHeadline(const Values& values)
{
    if (values.is("mechanism", "gateway-silent"))
        return tr("The internet can't be reached from this computer.");
    return tr("Your router answers, but the internet behind it doesn't.");
}

QString firewallWhy(const Values& values)
{
    if (values.has("rule") && values.has("product"))
        return values.fill(tr("Rule: {rule}, in {product}."));
    if (values.has("product"))
        return values.fill(tr("It's in {product}."));
    if (values.has("rule"))
        return values.fill(tr("Rule: {rule}."));
    if (values.has("holder"))
        return values.fill(
            tr("The packets were refused before they left this computer. {holder} may do this."));
    return tr("The packets were refused before they left this computer.");
}

QString networkFirewallHeadline(const Values& values)
{
    return values.has("settle")
               ? tr("Something on this network or on this computer blocks Zoom.")
               : tr("Something on this network blocks Zoom. Your computer is fine.");
}

QString networkFirewallWhy(const Values& values)
{
    if (values.is("settle", "rights"))
        return tr("Only an administrator can read this computer's firewall rules. Looking at them "
                  "would tell which.");
    if (values.is("settle", "other-network"))
        return tr("Trying another network, such as a phone's, would tell which.");
    if (values.is("mechanism", "name-filter"))
        return tr("It lets connections start and cuts them when Zoom's name shows. Only who runs "
                  "the network can open it.");
    if (values.is("mechanism", "refused"))
        return tr("It turns Zoom's connections away. Only who runs the network can open it.");
    return tr("Only who runs the network can open it.");
}

QString proxyUnreachableWhy(const Values& values)
{
    const QString end = values.is("mechanism", "direct-works")
                            ? tr("Without it Zoom answers.")
                            : tr("Whether Zoom answers without it isn't certain.");
    if (values.has("host") && values.has("place"))
        return values.fill(tr("{host} was set in {place}.")) + QLatin1Char(' ') + end;
    if (values.has("host"))
        return values.fill(tr("It's {host}.")) + QLatin1Char(' ') + end;
    return end;
}

QString interceptedHeadline(const Values& values)
{
    if (values.has("issuer"))
        return values.fill(
            tr("{issuer} is opening Zoom's encrypted connection, and Zoom refuses that."));
    return tr("Something is opening Zoom's encrypted connection, and Zoom refuses that.");
}

QString interceptedWhy(const Values& values)
{
    const bool zoomOnly = values.is("mechanism", "zoom-only");
    if (values.has("product"))
        return values.fill(
            zoomOnly ? tr("Other sites are left alone. {product}'s web shield or a company proxy "
                          "does this.")
                     : tr("{product}'s web shield or a company proxy does this."));
    return zoomOnly ? tr("Other sites are left alone. A filter or a web shield does this.")
                    : tr("A security program's web shield or a company proxy does this.");
}

QString outageWhy(const Values& values)
{
    const QString end = tr("Nothing on this computer needs changing.");
    if (values.has("incident") && values.has("since"))
        return tr("%1, since %2.").arg(values.text("incident"), time(values.text("since"))) +
               QLatin1Char(' ') + end;
    if (values.has("incident"))
        return values.fill(tr("{incident}.")) + QLatin1Char(' ') + end;
    return end;
}

QString slowWhy(const Values& values)
{
    if (values.is("mechanism", "large-packets"))
        return tr("Small packets pass and large ones vanish, so nothing secure can be set up. A "
                  "VPN or the router's settings (MTU) often do this.");
    if (values.has("loss") && values.has("delayMs"))
        return values.fill(tr(
            "{loss} % of the test packets went unanswered at first, answers took {delayMs} ms."));
    if (values.has("loss"))
        return values.fill(tr("{loss} % of the test packets went unanswered at first."));
    if (values.has("delayMs"))
        return values.fill(tr("Answers took {delayMs} ms."));
    return tr("Moving closer to the Wi-Fi or using a cable often helps.");
}

QString unknownWhy(const Values& values)
{
    if (values.is("settle", "cancelled"))
        return tr("The check was stopped. Checking again will tell.");
    if (values.is("settle", "status-page"))
        return tr("Zoom's status page or another network, such as a phone's, would tell whether "
                  "Zoom itself is down.");
    if (values.is("settle", "other-network"))
        return tr("Trying another network, such as a phone's, would tell.");
    return tr("Checking again with all checks running would tell.");
}

QString outdatedWhy(const Values& values)
{
    if (values.has("installed") && values.has("needed"))
        return values.fill(tr("Installed {installed}, Zoom now asks for {needed} or newer."));
    return tr("Zoom only lets recent versions in.");
}

QString corruptWhy(const Values& values)
{
    if (values.is("count", "1"))
        return tr("One of its files isn't what Zoom shipped.");
    if (values.has("count"))
        return values.fill(tr("{count} of its files aren't what Zoom shipped."));
    return tr("Some of its files aren't what Zoom shipped.");
}

QString clockHeadline(const Values& values)
{
    if (!values.has("offsetSeconds"))
        return tr("This computer's clock is off, so secure connections can't work.");
    return tr("This computer's clock is off by %1, so secure connections can't work.")
        .arg(spanOf(values.text("offsetSeconds").toLongLong()));
}

QString clockWhy(const Values& values)
{
    if (!values.has("offsetSeconds"))
        return tr("Setting it to the right time is enough.");
    return values.text("offsetSeconds").toLongLong() > 0
               ? tr("It's ahead. Setting it to the right time is enough.")
               : tr("It's behind. Setting it to the right time is enough.");
}

QString scriptWhy(const Values& values)
{
    if (!values.has("url"))
        return tr("Without it Zoom would connect by itself.");
    return values.has("reason") ? values.fill(tr("{url}: {reason}."))
                                : values.fill(tr("It should come from {url}."));
}

Words lowLayers(Cause cause, const Values& values)
{
    switch (cause) {
    case Cause::NoNetwork:
        return {values.is("mechanism", "network-manager")
                    ? tr("Zoom is told that this computer has no network.")
                    : tr("This computer isn't connected to a network."),
                noNetworkWhy(values), tr("Open network settings")};
    case Cause::NoInternet:
        return {noInternetHeadline(values),
                tr("Restarting the router often helps; we'll watch it come back."),
                tr("Restart the router with me")};
    case Cause::CaptivePortal:
        return {tr("This network wants you to sign in first."),
                tr("Hotels, airports and offices do this."), tr("Open the sign-in page")};
    case Cause::DnsFailure:
        return {tr("The service that looks up names isn't answering."),
                tr("Without it no program finds its server."), tr("Refresh and try again")};
    case Cause::DnsBlocked:
        return {tr("This network won't look up Zoom's address."),
                tr("Other names work, so it is a filter, not your computer."), tr("Write to IT")};
    case Cause::DnsHijacked:
        return {tr("This network sends Zoom's name to the wrong place."),
                tr("What answers there is not Zoom."), tr("Write to IT")};
    case Cause::HostsOverride:
        return {tr("A line in this computer's hosts file sends Zoom to the wrong place."),
                values.has("line") ? values.fill(tr("It says: {line}"))
                                   : tr("Without that line Zoom is found the usual way."),
                tr("Remove the line")};
    case Cause::LocalFirewall:
        return {tr("A firewall rule on this computer blocks Zoom."), firewallWhy(values),
                tr("Allow Zoom")};
    case Cause::NetworkFirewall:
        return {networkFirewallHeadline(values), networkFirewallWhy(values),
                values.is("settle", "rights") ? tr("Look as administrator") : tr("Write to IT")};
    case Cause::UdpBlocked:
        return {tr("This network blocks the fast way for sound and picture."),
                tr("Meetings still work over the slower way."), tr("Write to IT")};
    default:
        return {};
    }
}

Words proxyLayers(Cause cause, const Values& values)
{
    switch (cause) {
    case Cause::ProxyUnreachable:
        return {tr("This computer sends Zoom through a proxy that isn't working."),
                proxyUnreachableWhy(values), tr("Turn the proxy off")};
    case Cause::ProxyBlocksZoom:
        return {tr("The proxy works, but refuses Zoom."),
                values.has("host") && values.has("reason")
                    ? values.fill(tr("{host} answered: {reason}."))
                    : tr("Who runs it can allow Zoom's addresses."),
                tr("Write to IT")};
    case Cause::ProxyAuthRequired:
        return {tr("The proxy wants a user name and password."),
                values.has("host") ? values.fill(tr("It's {host}. Your IT department has them."))
                                   : tr("Your IT department has them."),
                tr("Open proxy settings")};
    case Cause::ProxyPacBroken:
        return {tr("The automatic proxy script can't be used."), scriptWhy(values),
                tr("Turn the script off")};
    default:
        return {};
    }
}

Words highLayers(Cause cause, const Values& values)
{
    switch (cause) {
    case Cause::TlsIntercepted:
        return {interceptedHeadline(values), interceptedWhy(values), tr("Show me the switch")};
    case Cause::ClockWrong:
        return {clockHeadline(values), clockWhy(values), tr("Set the clock")};
    case Cause::ZoomOutage:
        return {tr("Zoom itself is having problems right now."), outageWhy(values),
                tr("Tell me when it's back")};
    case Cause::Ipv6Broken:
        return {values.is("family", "IPv4")
                    ? tr("One of your two internet routes (IPv4) leads nowhere.")
                    : tr("One of your two internet routes (IPv6) leads nowhere."),
                tr("Zoom may hang while it tries it."), tr("Show me how")};
    case Cause::SlowNetwork:
        return {tr("Your connection reaches Zoom, but is too slow or drops too much."),
                slowWhy(values), tr("Show me what helps")};
    case Cause::ClientMissing:
        return {tr("Zoom isn't installed on this computer."),
                tr("It may be installed in a way that can't be seen here."), tr("Install Zoom")};
    case Cause::ClientOutdated:
        return {tr("Your Zoom is too old to connect."), outdatedWhy(values), tr("Update Zoom")};
    case Cause::ClientCorrupt:
        return {tr("Your Zoom installation is damaged."), corruptWhy(values), tr("Reinstall Zoom")};
    default:
        return {};
    }
}

// Causes that are worth knowing and don't stop Zoom. Empty where the usual words are right.
Words noteWords(Cause cause, const Values& values)
{
    switch (cause) {
    case Cause::ProxyUnreachable:
        return {tr("A proxy that isn't working is configured."),
                values.has("host") && values.has("place")
                    ? values.fill(tr("{host}, set in {place}. Zoom gets through without it."))
                    : tr("Zoom gets through without it."),
                tr("Open proxy settings")};
    case Cause::ProxyPacBroken:
        return {tr("An automatic proxy script is configured and can't be used."),
                tr("Zoom gets through without it."), tr("Open proxy settings")};
    case Cause::ProxyBlocksZoom:
    case Cause::ProxyAuthRequired:
        return {tr("A proxy that doesn't let Zoom through is configured."),
                tr("Zoom gets through without it."), tr("Open proxy settings")};
    case Cause::ClockWrong:
        return {values.has("offsetSeconds")
                    ? tr("This computer's clock is off by %1.")
                          .arg(spanOf(values.text("offsetSeconds").toLongLong()))
                    : tr("This computer's clock is off."),
                tr("Zoom's certificate is still accepted."), tr("Set the clock")};
    case Cause::ZoomOutage:
        return {tr("Zoom reports a problem with its service."),
                values.has("incident")
                    ? values.fill(tr("{incident}. Zoom's servers answer from here."))
                    : tr("Zoom's servers answer from here."),
                tr("Open Zoom's status page")};
    case Cause::SlowNetwork:
        return {tr("Your connection loses some packets or is slow."), slowWhy(values),
                tr("Show me what helps")};
    case Cause::HostsOverride:
        return {tr("A line in this computer's hosts file decides where Zoom is found."),
                values.has("line") ? values.fill(tr("It says: {line}. Zoom answers there."))
                                   : tr("Zoom answers there."),
                tr("Open the hosts file")};
    case Cause::NoNetwork:
        return {tr("Zoom is told that this computer has no network."), noNetworkWhy(values),
                tr("Open network settings")};
    case Cause::CaptivePortal:
        return {tr("Part of this network wants you to sign in."), tr("Zoom gets through."),
                tr("Open the sign-in page")};
    default:
        return {};
    }
}

} // namespace

QString spanOf(qint64 seconds)
{
    const qint64 minutes = std::llabs(seconds) / 60;
    if (minutes < 2)
        return tr("about a minute");
    if (minutes < 120)
        return tr("%1 minutes").arg(minutes);
    if (minutes < 48 * 60)
        return tr("%1 hours").arg(minutes / 60);
    const qint64 days = minutes / (24 * 60);
    return days < 730 ? tr("%1 days").arg(days) : tr("%1 years").arg(days / 365);
}

QString firewallName(const QString& product)
{
    if (product == QLatin1String("windows-firewall"))
        return QStringLiteral("Windows Defender Firewall");
    if (product == QLatin1String("windows-filtering-platform"))
        return QStringLiteral("Windows Filtering Platform");
    if (product == QLatin1String("macos-firewall"))
        return tr("macOS firewall");
    if (product == QLatin1String("pf"))
        return tr("packet filter (pf)");
    return product;
}

Words wordsFor(const Finding& finding)
{
    const Values values(finding);
    switch (finding.cause) {
    case Cause::None:
        return {tr("Zoom can be reached from this computer."),
                values.is("mechanism", "proxy")
                    ? tr("The proxy carries it. If Zoom still shows 2026, restarting it usually "
                         "clears it.")
                    : tr("If Zoom still shows 2026, restarting it usually clears it."),
                tr("Restart Zoom")};
    case Cause::Unknown:
        return {tr("We can't say for certain yet."), unknownWhy(values), tr("Check again")};
    default:
        break;
    }
    if (values.is("role", "note")) {
        const Words words = noteWords(finding.cause, values);
        if (!words.headline.isEmpty())
            return words;
    }
    for (const auto layer : {lowLayers, proxyLayers, highLayers}) {
        const Words words = layer(finding.cause, values);
        if (!words.headline.isEmpty())
            return words;
    }
    return {};
}

} // namespace reconnect
