#include "platform/windows/firewall/rule_match.h"

#include "core/diagnosis/rows.h"
#include "platform/windows/firewall/value_lists.h"

#include <algorithm>

namespace reconnect::windows_os::firewall {
namespace {

const auto zoomProgram = QLatin1String("\\zoom.exe");

bool isAny(const QString& text)
{
    return text.isEmpty() || text == QLatin1String("*");
}

Match matchProtocol(const FirewallRule& rule, const OutgoingPacket& packet)
{
    const int protocol = packet.transport == Transport::Tcp ? tcpProtocol : udpProtocol;
    return rule.protocol == anyProtocol || rule.protocol == protocol ? Match::Yes : Match::No;
}

Match matchProgram(const FirewallRule& rule, const Sender& sender, const Surroundings& here)
{
    if (isAny(rule.application))
        return Match::Yes;
    const QString path = plainPath(rule.application, here);
    for (const QString& program : sender.programs)
        if (plainPath(program, here) == path)
            return Match::Yes;
    // A short name ("PROGRA~1") or a variable of a person may lead to any of them.
    const bool isVague = path.contains(QLatin1Char('~')) || path.contains(QLatin1Char('%'));
    if (isVague)
        return std::any_of(sender.programs.begin(), sender.programs.end(),
                           [&](const QString& program) {
                               const QString name =
                                   program.toLower().section(QLatin1Char('\\'), -1);
                               const QString own = path.section(QLatin1Char('\\'), -1);
                               return name == own || own.contains(QLatin1Char('~'));
                           })
                   ? Match::Unknown
                   : Match::No;
    return Match::No;
}

Match matchService(const FirewallRule& rule, const Sender& sender)
{
    if (rule.service.isEmpty())
        return Match::Yes;
    if (sender.service.isEmpty())
        return Match::No;
    const bool same = rule.service.compare(sender.service, Qt::CaseInsensitive) == 0;
    return same || rule.service == QLatin1String("*") ? Match::Yes : Match::No;
}

// Ports that a program gets by chance.
Match matchLocalPorts(const FirewallRule& rule)
{
    const auto ports = portsIn(rule.localPorts);
    constexpr quint16 firstFree = 1024;
    constexpr quint16 last = 65535;
    const bool all = std::any_of(ports.spans.begin(), ports.spans.end(), [](const PortSpan& span) {
        return span.first <= firstFree && span.last == last;
    });
    return ports.any || all ? Match::Yes : Match::Unknown;
}

Match matchRemotePorts(const FirewallRule& rule, quint16 port)
{
    const auto ports = portsIn(rule.remotePorts);
    if (ports.any || std::any_of(ports.spans.begin(), ports.spans.end(),
                                 [port](const PortSpan& span) { return contains(span, port); }))
        return Match::Yes;
    return ports.keywords.isEmpty() ? Match::No : Match::Unknown; // "IPHTTPS", "RPC", …
}

// The keywords of [MS-FASP] 2.2.21 that can be told from what is known here.
Match matchKeyword(const QString& keyword, const QHostAddress& address, const Surroundings& here)
{
    const bool isLocal = std::any_of(here.localNetworks.begin(), here.localNetworks.end(),
                                     [&](const auto& net) { return address.isInSubnet(net); });
    if (keyword.startsWith(QLatin1String("localsubnet"))) {
        if (here.localNetworks.isEmpty())
            return Match::Unknown;
        return isLocal ? Match::Yes : Match::No;
    }
    if (keyword == QLatin1String("dns") && !here.nameServers.isEmpty())
        return here.nameServers.contains(address) ? Match::Yes : Match::No;
    // The router is a neighbour.
    if (keyword == QLatin1String("defaultgateway") && !here.localNetworks.isEmpty() && !isLocal)
        return Match::No;
    const bool isServer = keyword == QLatin1String("dhcp") || keyword == QLatin1String("wins");
    if (isServer && !isLocal && !isPrivate(address))
        return Match::No;
    return Match::Unknown;
}

Match matchRemoteAddress(const FirewallRule& rule, const QHostAddress& address,
                         const Surroundings& here)
{
    const auto list = addressesIn(rule.remoteAddresses);
    if (list.any || std::any_of(list.spans.begin(), list.spans.end(),
                                [&](const AddressSpan& span) { return contains(span, address); }))
        return Match::Yes;
    Match match = Match::No;
    for (const QString& keyword : list.keywords) {
        const Match one = matchKeyword(keyword, address, here);
        if (one == Match::Yes)
            return one;
        if (one == Match::Unknown)
            match = one;
    }
    return match;
}

// By which interface and from which address it leaves isn't known here.
Match matchWay(const FirewallRule& rule)
{
    const QString types = rule.interfaceTypes.toLower();
    const auto names = [&types](const char* type) { return types.contains(QLatin1String(type)); };
    const bool every = isAny(types) || names("all") ||
                       (names("lan") && names("wireless") && names("remoteaccess"));
    const bool any = every && !rule.someInterfaces && addressesIn(rule.localAddresses).any;
    return any ? Match::Yes : Match::Unknown;
}

} // namespace

Match both(Match a, Match b)
{
    if (a == Match::No || b == Match::No)
        return Match::No;
    return a == Match::Unknown || b == Match::Unknown ? Match::Unknown : Match::Yes;
}

Sender zoomSender(const Surroundings& here)
{
    return {here.zoom, {}};
}

Sender dnsSender(const Surroundings& here)
{
    Q_UNUSED(here)
    return {{QStringLiteral("%SystemRoot%\\System32\\svchost.exe")}, QStringLiteral("Dnscache")};
}

Sender selfSender(const Surroundings& here)
{
    return {{here.self}, {}};
}

QString plainPath(const QString& path, const Surroundings& here)
{
    QString plain;
    const QStringList parts = path.split(QLatin1Char('%'));
    for (qsizetype at = 0; at < parts.size(); ++at) {
        const bool isName = at % 2 == 1 && at + 1 < parts.size();
        const auto known = here.variables.constFind(parts[at].toLower());
        if (!isName)
            plain += parts[at];
        else if (known != here.variables.constEnd())
            plain += *known;
        else
            plain += QLatin1Char('%') + parts[at] + QLatin1Char('%');
    }
    return plain.replace(QLatin1Char('/'), QLatin1Char('\\')).toLower();
}

bool isAboutZoom(const FirewallRule& rule, const Surroundings& here)
{
    return !isAny(rule.application) && plainPath(rule.application, here).endsWith(zoomProgram) &&
           matchProgram(rule, zoomSender(here), here) == Match::Yes;
}

Match matchOf(const FirewallRule& rule, const OutgoingPacket& packet, const Sender& sender,
              const Surroundings& here)
{
    if (rule.direction != FirewallRule::Direction::Out || !rule.enabled || rule.storeApp)
        return Match::No;
    Match match = matchProtocol(rule, packet);
    // The cheap questions come first: there are hundreds of rules.
    if (match != Match::No)
        match = both(match, matchService(rule, sender));
    if (match != Match::No)
        match = both(match, matchProgram(rule, sender, here));
    if (match != Match::No)
        match = both(match, matchRemotePorts(rule, packet.port));
    if (match != Match::No)
        match = both(match, matchRemoteAddress(rule, packet.destination, here));
    if (match != Match::No)
        match = both(match, both(matchLocalPorts(rule), matchWay(rule)));
    if (match != Match::No && rule.hasConditions)
        match = both(match, Match::Unknown);
    return match;
}

} // namespace reconnect::windows_os::firewall
