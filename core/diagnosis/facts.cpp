#include "core/diagnosis/facts.h"

#include <algorithm>
#include <iterator>

namespace reconnect {
namespace {

bool hasRole(Row row, const char* role)
{
    return text(row, "role") == QLatin1String(role);
}

// "tcp:2606:4700::1111:443" names its host between the first colon and the last.
QString hostOf(Row row)
{
    const qsizetype first = row->id.indexOf(QLatin1Char(':'));
    const qsizetype last = row->id.lastIndexOf(QLatin1Char(':'));
    return last > first ? row->id.mid(first + 1, last - first - 1) : row->id.mid(first + 1);
}

bool isLiteral(const QString& host)
{
    return !QHostAddress(host).isNull();
}

Row atId(const Facts& facts, const QString& id)
{
    return facts.byId.value(id, nullptr);
}

void readLine(Facts& facts, const Rows& rows)
{
    LineFacts& line = facts.line;
    line.link = atId(facts, QStringLiteral("link:interfaces"));
    line.address4 = atId(facts, QStringLiteral("address:ipv4"));
    line.address6 = atId(facts, QStringLiteral("address:ipv6"));
    line.route4 = atId(facts, QStringLiteral("route:ipv4"));
    line.route6 = atId(facts, QStringLiteral("route:ipv6"));
    line.gateway = atId(facts, QStringLiteral("route:gateway"));
    qsizetype pages = 0;
    qsizetype own = 0;
    for (const Row row : rows) {
        if (row->layer != Layer::Captive)
            continue;
        line.portalChecks.append(row);
        pages += hasError(row, {"portal"});
        own += passed(row);
    }
    // One odd answer is one odd site, not a portal.
    line.signInPage = pages > own && (pages > 1 || line.portalChecks.size() == 1);
}

void readControls(Facts& facts, const Rows& rows)
{
    ControlFacts& controls = facts.controls;
    for (const Row row : rows) {
        if (!hasRole(row, "control") || !asked(row))
            continue;
        if (row->layer == Layer::Tcp) {
            controls.tcp.append(row);
            if (passed(row))
                controls.connected.append(row);
            if (isLiteral(hostOf(row))) {
                controls.literals.append(row);
                if (passed(row))
                    controls.literalsConnected.append(row);
            }
        } else if (row->layer == Layer::Tls) {
            controls.tls.append(row);
        } else if (row->layer == Layer::Udp) {
            controls.udp.append(row);
        } else if (row->id.startsWith(QLatin1String("dns:system:"))) {
            (passed(row) ? controls.resolved : controls.unresolved).append(row);
        }
    }
}

bool isPlainTls(Row row)
{
    return row->layer == Layer::Tls && hasRole(row, "zoom") &&
           row->id.endsWith(QLatin1String(":443"));
}

// The rows stand in the order of the endpoints file, whose first Zoom host decides.
QString decidingHost(const Rows& rows)
{
    for (const Row row : rows)
        if (isPlainTls(row))
            return hostOf(row);
    for (const Row row : rows)
        if (row->layer == Layer::Tcp && hasRole(row, "zoom") &&
            row->id.endsWith(QLatin1String(":443")))
            return hostOf(row);
    for (const Row row : rows)
        if (row->id.startsWith(QLatin1String("dns:system:")) && hasRole(row, "zoom"))
            return row->id.section(QLatin1Char(':'), 2);
    return {};
}

Known connectsDirectly(const ZoomFacts& zoom)
{
    if (bad(zoom.system)) {
        // Where a later server of the list answers, a dead first one costs time and no more.
        bool laterServer = false;
        for (const Row row : zoom.servers)
            laterServer |= passed(row);
        if (zoom.system->outcome == Outcome::Failed || !laterServer)
            return Known::No;
    }
    // The later layers went by addresses that name servers gave us directly.
    if (passed(zoom.system) && allSunk(addressesOf(zoom.system)))
        return Known::No;
    if (passed(zoom.tls)) {
        const bool strange = hasError(zoom.http, {"redirect-loop", "too-large", "not-http"});
        return bad(zoom.http) && !strange ? Known::No : Known::Yes;
    }
    if (bad(zoom.tls) || bad(zoom.tcp))
        return Known::No;
    return Known::NotKnown;
}

void readZoom(Facts& facts, const Rows& rows)
{
    ZoomFacts& zoom = facts.zoom;
    zoom.host = decidingHost(rows);
    zoom.system = atId(facts, QStringLiteral("dns:system:") + zoom.host);
    zoom.tcp = atId(facts, QStringLiteral("tcp:%1:443").arg(zoom.host));
    zoom.tls = atId(facts, QStringLiteral("tls:%1:443").arg(zoom.host));
    zoom.noSni = atId(facts, QStringLiteral("tls:%1:443:no-sni").arg(zoom.host));
    zoom.http = atId(facts, QStringLiteral("http:") + zoom.host);
    const QString independentTls = QStringLiteral("tls:%1:443@").arg(zoom.host);
    for (const Row row : rows) {
        const bool asksName = row->layer == Layer::Dns && text(row, "name") == zoom.host &&
                              text(row, "type") == QLatin1String("A");
        if (asksName && row->id.startsWith(QLatin1String("dns:server:")))
            zoom.servers.append(row);
        else if (asksName && row->id.startsWith(QLatin1String("dns:independent:")))
            zoom.independent.append(row);
        else if (row->id.startsWith(independentTls))
            zoom.independentTls.append(row);
        else if (row->layer == Layer::Udp && hasRole(row, "zoom"))
            zoom.udp.append(row);
        else if (isPlainTls(row) && row != zoom.tls)
            zoom.otherTls.append(row);
        else if (row->layer == Layer::Tcp && hasRole(row, "zoom") && row != zoom.tcp)
            zoom.otherTcp.append(row);
    }
    for (const Row row : zoom.independent)
        if (passed(row))
            zoom.trueAddresses += addressesOf(row);
    zoom.direct = connectsDirectly(zoom);
}

void readProxies(Facts& facts, const Rows& rows)
{
    ProxyFacts& proxies = facts.proxies;
    for (const Row row : rows) {
        if (row->layer != Layer::Proxy || row->id == QLatin1String("proxy:config") ||
            flag(row, "bypassesZoom"))
            continue;
        const bool isScript = row->id.startsWith(QLatin1String("proxy:script:"));
        if (isScript && flag(row, "effective")) {
            // Where detection finds nothing, the script that is named as well is what counts.
            if (proxies.script && row->outcome == Outcome::Skipped)
                continue;
            proxies.script = row;
            proxies.offersDirect = passed(row) && flag(row, "direct");
        } else if (!isScript) {
            (flag(row, "effective") ? proxies.used : proxies.idle).append(row);
        }
    }
    // One that was not tried says nothing, unless another is there to ask.
    for (const Row row : std::as_const(proxies.used))
        proxies.notTried |= !asked(row);
    if (proxies.script && !asked(proxies.script) && proxies.script->outcome != Outcome::Skipped)
        proxies.notTried = true;
}

void readLocal(Facts& facts, const Rows& rows)
{
    LocalFacts& local = facts.local;
    local.hosts = atId(facts, QStringLiteral("hosts:zoom"));
    local.clock = atId(facts, QStringLiteral("clock:http-date"));
    local.client = atId(facts, QStringLiteral("client:zoom"));
    local.networkManager = atId(facts, QStringLiteral("client:network-manager"));
    bool unread = false;
    for (const Row row : rows) {
        if (isSecurityProgram(row)) {
            // That it is there tells nothing of the rules that were read.
            if (row->id != QLatin1String("security:programs"))
                local.programs.append(row);
        } else if (row->layer == Layer::Firewall) {
            // What filters only what comes in tells nothing of what goes out.
            if (text(row, "product") == QLatin1String("macos-firewall"))
                continue;
            if (hasError(row, {"blocks"}))
                local.blocking.append(row);
            // A list of what was dropped adds to the rules; without rights it is never read.
            if (text(row, "product") == QLatin1String("windows-filtering-platform"))
                continue;
            if (row->error == QLatin1String("needs-root") && !local.needsRights)
                local.needsRights = row;
            local.rulesRead |= asked(row);
            unread |= row->outcome == Outcome::Unknown || row->outcome == Outcome::NotRun;
        } else if (row->layer == Layer::Status) {
            if (hasError(row, {"major", "critical"}) && !facts.status.outage)
                facts.status.outage = row;
            else if (passed(row) && !facts.status.fine)
                facts.status.fine = row;
        }
    }
    local.rulesRead &= !unread;
}

Known connectsAlongItsWay(const Facts& facts)
{
    if (facts.proxies.working())
        return Known::Yes;
    if (facts.proxies.goesDirect() ||
        (facts.proxies.offersDirect && facts.zoom.direct == Known::Yes))
        return facts.zoom.direct;
    return facts.proxies.notTried ? Known::NotKnown : Known::No;
}

} // namespace

bool ControlFacts::answer() const
{
    if (!connected.isEmpty() || !tlsPassed().isEmpty())
        return true;
    return std::any_of(udp.begin(), udp.end(), passed);
}

Rows ControlFacts::tlsPassed() const
{
    Rows rows;
    std::copy_if(tls.begin(), tls.end(), std::back_inserter(rows), passed);
    return rows;
}

Rows ControlFacts::tlsSilent() const
{
    Rows rows;
    for (const Row row : tls)
        if (row->outcome == Outcome::TimedOut && flag(row, "connected"))
            rows.append(row);
    return rows;
}

Row ProxyFacts::working() const
{
    const auto found = std::find_if(used.begin(), used.end(), passed);
    return found == used.end() ? nullptr : *found;
}

bool ProxyFacts::alive() const
{
    return std::any_of(used.begin(), used.end(), [](Row row) {
        return passed(row) || text(row, "controlOutcome") == QLatin1String("passed") ||
               hasError(row, {"auth-required", "blocked"});
    });
}

Facts::Facts(const Evidence& evidence)
{
    Rows rows;
    for (const Observation& observation : evidence.observations) {
        rows.append(&observation);
        byId.insert(observation.id, &observation);
    }
    readLine(*this, rows);
    readControls(*this, rows);
    readZoom(*this, rows);
    readProxies(*this, rows);
    readLocal(*this, rows);
    connects = connectsAlongItsWay(*this);
}

} // namespace reconnect
