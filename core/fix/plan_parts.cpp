#include "core/fix/plan_parts.h"

#include "core/net/host_name.h"

#include <QJsonArray>
#include <algorithm>

namespace reconnect {
namespace {

constexpr qsizetype mostEntries = 64;
constexpr qsizetype maxNames = 3000; // letters of all of them, as a change holds them

// One proxy of proxy:config.
struct Named {
    QString source, place, kind, host, script;
    int port = 0;
    bool effective = false;

    bool isManual() const { return kind == QLatin1String("manual"); }
    bool isOfSession() const { return source == QLatin1String("environment"); }
    // What sets the variables of a session when it begins.
    bool isOfFile() const
    {
        return source == QLatin1String("etc-environment") || source == QLatin1String("profile");
    }
    // Of the services of Windows. Zoom doesn't take it, and it needs an administrator, so it does
    // not go along with another that names the same.
    bool isOfServices() const { return source == QLatin1String("winhttp"); }
    bool isManaged() const { return source == QLatin1String("policy"); }
    bool isUnread() const { return source == QLatin1String("macos-unread"); }
    // Set by a program while it runs, over every setting.
    bool isOfVpn() const { return source == QLatin1String("vpn"); }
    // What tells proxies apart, as in the ids of their rows.
    QString name() const
    {
        const bool isIpv6 = host.contains(QLatin1Char(':'));
        return (isIpv6 ? QString(QLatin1Char('[') + host + QLatin1Char(']')) : host) +
               QLatin1Char(':') + QString::number(port);
    }
    // One that names nothing usable is only like itself.
    bool names(const Named& other) const
    {
        if (!isManual() || !other.isManual())
            return kind == other.kind && script == other.script;
        if (host.isEmpty())
            return source == other.source && place == other.place;
        return host == other.host && port == other.port;
    }
};

QList<Named> namedIn(const Evidence& evidence)
{
    QList<Named> all;
    const Row config = rowIn(evidence, QStringLiteral("proxy:config"));
    if (!config)
        return all;
    for (const QJsonValue value : config->detail.value(QStringLiteral("proxies")).toArray()) {
        const QJsonObject json = value.toObject();
        const auto text = [&json](const char* key) {
            return json.value(QLatin1String(key)).toString();
        };
        all.append({text("source"), text("place"), text("kind"), text("host"), text("script"),
                    json.value(QStringLiteral("port")).toInt(),
                    json.value(QStringLiteral("effective")).toBool()});
    }
    return all;
}

// The places that name what one of `wanted` names. Desktops hold settings of their own and fall
// back to the session's variables; the files behind those count where a variable is in the way.
ProxyPlaces placesOf(const QList<Named>& wanted, const QList<Named>& all)
{
    ProxyPlaces places;
    const auto isWanted = [&wanted](const Named& one) {
        return std::any_of(wanted.begin(), wanted.end(),
                           [&one](const Named& other) { return one.names(other); });
    };
    bool filesCount = std::any_of(wanted.begin(), wanted.end(), std::mem_fn(&Named::isOfFile));
    const bool onlyServices =
        std::all_of(wanted.begin(), wanted.end(), std::mem_fn(&Named::isOfServices));
    for (const Named& one : all) {
        if (one.isOfSession() && isWanted(one)) {
            filesCount = true;
            if (places.session.isEmpty())
                places.session = one.place;
        }
    }
    for (const Named& one : all) {
        const bool known = std::any_of(
            places.changeable.begin(), places.changeable.end(), [&one](const ProxyPlace& place) {
                return place.source == one.source && place.place == one.place;
            });
        const bool counts =
            (!one.isOfFile() || filesCount) && (!one.isOfServices() || onlyServices);
        if (!isWanted(one) || one.isOfSession() || !counts)
            continue;
        if (one.isManaged())
            places.managed = true;
        else if (one.isOfVpn())
            places.vpn = true;
        else if (one.isUnread())
            places.unread = true;
        else if (!known)
            places.changeable.append({one.source, one.place});
    }
    return places;
}

bool isOfZoom(quint16 port, const QList<PortRange>& ranges)
{
    return std::any_of(ranges.begin(), ranges.end(), [port](const PortRange& range) {
        return port >= range.first && port <= range.last;
    });
}

// "tcp 203.0.113.5 443" of a firewall row; null for what is not Zoom's.
QHostAddress zoomIn(const QString& packet)
{
    const QStringList parts = packet.split(QLatin1Char(' '));
    if (parts.size() != 3)
        return {};
    const auto ranges = parts[0] == QLatin1String("udp") ? zoomUdpPorts() : zoomTcpPorts();
    return isOfZoom(parts[2].toUShort(), ranges) ? QHostAddress(parts[1]) : QHostAddress();
}

// None where the product was not seen to block.
QJsonArray blockingRules(const Evidence& evidence, const QString& product)
{
    const Row row = rowIn(evidence, QStringLiteral("firewall:") + product);
    return hasError(row, {"blocks"}) ? row->detail.value(QStringLiteral("rules")).toArray()
                                     : QJsonArray();
}

// Somewhere that Zoom can be: not this computer, nor the network around it.
bool canBeZoom(const QHostAddress& address)
{
    return !address.isNull() && !isSunk(address) && !isPrivate(address) && !address.isMulticast() &&
           !address.isLinkLocal() && address.scopeId().isEmpty();
}

} // namespace

Row rowIn(const Evidence& evidence, const QString& id)
{
    const auto found = std::find_if(evidence.observations.begin(), evidence.observations.end(),
                                    [&id](const Observation& row) { return row.id == id; });
    return found == evidence.observations.end() ? nullptr : &*found;
}

ProxyPlaces proxyPlaces(const Evidence& evidence)
{
    const QList<Named> all = namedIn(evidence);
    QList<Named> used;
    QList<Named> dead;
    for (const Named& one : all) {
        if (!one.isManual())
            continue;
        const Row row = rowIn(evidence, QStringLiteral("proxy:") + one.name());
        if (one.effective)
            used.append(one);
        else if (bad(row))
            dead.append(one);
    }
    return placesOf(used.isEmpty() ? dead : used, all);
}

ProxyPlaces scriptPlaces(const Evidence& evidence)
{
    const QList<Named> all = namedIn(evidence);
    QList<Named> used;
    for (const Named& one : all)
        if (!one.isManual() && one.effective)
            used.append(one);
    return placesOf(used, all);
}

QStringList pinnedNames(const Evidence& evidence)
{
    QStringList names;
    const Row hosts = rowIn(evidence, QStringLiteral("hosts:zoom"));
    if (!hasError(hosts, {"pinned"}))
        return names;
    qsizetype letters = 0;
    for (const QJsonValue line : hosts->detail.value(QStringLiteral("lines")).toArray()) {
        const QString name = line[QStringLiteral("name")].toString().toLower();
        letters += name.size() + 1;
        if (names.size() < mostEntries && letters < maxNames && !names.contains(name) &&
            isHostName(name) && isZoomName(name))
            names.append(name);
    }
    return names;
}

Blocking blockingProducts(const Evidence& evidence)
{
    QStringList blocking;
    QStringList unread;
    for (const Observation& row : evidence.observations) {
        const QString product = text(&row, "product");
        // What only tells of drops has no rules to change, and what filters only what comes in
        // stops nothing.
        if (row.layer != Layer::Firewall || product.isEmpty() ||
            product == QLatin1String("windows-filtering-platform") ||
            product == QLatin1String("macos-firewall"))
            continue;
        if (hasError(&row, {"blocks"}))
            blocking.append(product);
        else if (row.outcome == Outcome::Unknown)
            unread.append(product);
    }
    const bool known = !blocking.isEmpty();
    QStringList products = known ? blocking : unread;
    // Those that keep their rules in the others come first.
    std::stable_partition(products.begin(), products.end(), [](const QString& product) {
        return product == QLatin1String("ufw") || product == QLatin1String("firewalld");
    });
    return {products, known};
}

QStringList rulesThatBlock(const Evidence& evidence, const QString& product)
{
    QStringList names;
    for (const QJsonValue rule : blockingRules(evidence, product)) {
        const QString name = rule[QStringLiteral("rule")].toString();
        if (rule[QStringLiteral("verdict")] == QLatin1String("drop") && !names.contains(name))
            names.append(name);
    }
    return names;
}

QStringList providersThatDrop(const Evidence& evidence)
{
    QStringList names;
    for (const QJsonValue rule :
         blockingRules(evidence, QStringLiteral("windows-filtering-platform"))) {
        const QString name = rule[QStringLiteral("chain")].toString();
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names;
}

QList<QHostAddress> zoomAddresses(const Evidence& evidence)
{
    QList<QHostAddress> addresses;
    const auto add = [&addresses](const QHostAddress& address) {
        if (canBeZoom(address) && !addresses.contains(address) && addresses.size() < mostEntries)
            addresses.append(address);
    };
    for (const Observation& row : evidence.observations)
        if (hasError(&row, {"blocks"}))
            for (const QJsonValue rule : row.detail.value(QStringLiteral("rules")).toArray())
                for (const QJsonValue packet : rule[QStringLiteral("packets")].toArray())
                    add(zoomIn(packet.toString()));
    for (const Observation& row : evidence.observations)
        if (row.layer == Layer::Dns && text(&row, "role") == QLatin1String("zoom"))
            for (const QHostAddress& address : addressesOf(&row))
                add(address);
    return addresses;
}

QString kindToInstall(const Evidence& evidence)
{
    const Row client = rowIn(evidence, QStringLiteral("client:zoom"));
    if (!client)
        return {};
    QString kind;
    for (const QJsonValue install : client->detail.value(QStringLiteral("installs")).toArray()) {
        const QString known = install[QStringLiteral("kind")].toString();
        if (!install[QStringLiteral("damagedFiles")].toArray().isEmpty())
            return known;
        if (kind.isEmpty())
            kind = known;
    }
    return kind.isEmpty() ? text(client, "kindHere") : kind;
}

} // namespace reconnect
