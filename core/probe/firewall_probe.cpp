#include "core/probe/firewall_probe.h"

#include <QJsonArray>
#include <QTimer>

#include <algorithm>

namespace reconnect {
namespace {

constexpr quint16 httpsPort = 443;
constexpr quint16 dnsPort = 53;

Observation blankRules()
{
    Observation blank;
    blank.id = QStringLiteral("firewall:rules");
    blank.layer = Layer::Firewall;
    return blank;
}

// An address of Zoom's when this was written. Nothing is sent to it; a rule about ports, protocols
// or users treats any far address alike.
QHostAddress standIn()
{
    return QHostAddress(QStringLiteral("170.114.52.2"));
}

// Names that are sunk or pinned to this computer lead to no packet that a firewall sees.
bool isFar(const QList<QHostAddress>& addresses)
{
    return std::any_of(addresses.begin(), addresses.end(), [](const QHostAddress& address) {
        return !address.isLoopback() && address != QHostAddress(QHostAddress::AnyIPv4) &&
               address != QHostAddress(QHostAddress::AnyIPv6);
    });
}

QString describe(const OutgoingPacket& packet)
{
    const auto transport =
        packet.transport == Transport::Tcp ? QLatin1String("tcp ") : QLatin1String("udp ");
    return transport + packet.destination.toString() + QLatin1Char(' ') +
           QString::number(packet.port);
}

QJsonArray describe(const QList<BlockingRule>& rules)
{
    QJsonArray list;
    for (const BlockingRule& rule : rules.mid(0, FirewallProbe::maxRules)) {
        QJsonArray packets;
        for (const OutgoingPacket& packet : rule.packets.mid(0, FirewallProbe::maxPackets))
            packets.append(describe(packet));
        QJsonObject json{
            {QStringLiteral("rule"), rule.rule},
            {QStringLiteral("chain"), rule.chain},
            {QStringLiteral("verdict"), rule.verdict},
            {QStringLiteral("packets"), packets},
        };
        if (rule.clientOnly)
            json.insert(QStringLiteral("clientOnly"), true);
        list.append(json);
    }
    return list;
}

} // namespace

FirewallProbe::FirewallProbe(Firewall& firewall, const Endpoints& endpoints,
                             const QList<QHostAddress>& nameServers, std::shared_ptr<Names> names)
    : Probe(blankRules())
    , m_firewall(firewall)
    , m_endpoints(endpoints)
    , m_nameServers(nameServers)
    , m_names(std::move(names))
{
}

void FirewallProbe::run()
{
    for (const QHostAddress& server : m_nameServers) {
        add(Transport::Udp, server, dnsPort);
        add(Transport::Tcp, server, dnsPort);
    }
    for (const QString& host : m_endpoints.zoomHosts)
        askFor(host, Transport::Tcp, {httpsPort});
    for (const Endpoint& endpoint : m_endpoints.zoomTcp)
        askFor(endpoint.host, Transport::Tcp, endpoint.ports);
    for (const Endpoint& endpoint : m_endpoints.zoomUdp)
        askFor(endpoint.host, Transport::Udp, endpoint.ports);
    QTimer::singleShot(namesMs, this, [this] { judge(); });
}

void FirewallProbe::expired()
{
    Probe::conclude(answer(Outcome::Unknown, QStringLiteral("timed-out")));
}

void FirewallProbe::add(Transport transport, const QHostAddress& address, quint16 port)
{
    const OutgoingPacket packet{transport, address, port};
    const QString text = describe(packet);
    if (m_known.contains(text))
        return;
    m_known.insert(text);
    m_packets.append(packet);
}

void FirewallProbe::askFor(const QString& host, Transport transport, const QList<quint16>& ports)
{
    ++m_lookups;
    m_names->lookup(host, this, [this, transport, ports](const NameAnswer& answer) {
        m_addressed = m_addressed || isFar(answer.addresses);
        for (const QHostAddress& address : answer.addresses)
            for (const quint16 port : ports)
                add(transport, address, port);
        if (--m_lookups == 0)
            judge();
    });
}

void FirewallProbe::addStandIn()
{
    const QHostAddress far = standIn();
    add(Transport::Tcp, far, httpsPort);
    for (const Endpoint& endpoint : m_endpoints.zoomTcp)
        for (const quint16 port : endpoint.ports)
            add(Transport::Tcp, far, port);
    for (const Endpoint& endpoint : m_endpoints.zoomUdp)
        for (const quint16 port : endpoint.ports)
            add(Transport::Udp, far, port);
}

void FirewallProbe::judge()
{
    if (m_judging || concluded())
        return;
    m_judging = true;
    if (!m_addressed)
        addStandIn();
    m_firewall.judge(m_packets, this,
                     [this](const QList<FirewallReading>& readings) { conclude(readings); });
}

void FirewallProbe::conclude(const QList<FirewallReading>& readings)
{
    using Status = FirewallReading::Status;
    for (const FirewallReading& reading : readings) {
        Observation row = answer(Outcome::Passed);
        row.id = QStringLiteral("firewall:") + reading.product;
        row.target = reading.product;
        row.detail = {{QStringLiteral("product"), reading.product},
                      {QStringLiteral("rules"), describe(reading.rules)}};
        if (reading.status == Status::Blocks) {
            row.outcome = Outcome::Failed;
            row.error = QStringLiteral("blocks");
        } else if (reading.status == Status::NotInstalled) {
            row.outcome = Outcome::Skipped;
            row.error = QStringLiteral("not-installed");
        } else if (reading.status == Status::Unreadable) {
            row.outcome = Outcome::Unknown;
            row.error = reading.problem;
        }
        report(row);
    }
    Probe::conclude();
}

} // namespace reconnect
