#include "core/endpoints.h"

#include "core/json/strict_reader.h"
#include "core/net/host_name.h"

#include <QDate>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <optional>

namespace reconnect {
namespace {

constexpr qsizetype maxBytes = 256 * 1024;
constexpr qsizetype maxItems = 64;
constexpr qsizetype maxUrl = 2048;
constexpr qsizetype maxBody = 1024;

// A literal address in its full form; QHostAddress alone also takes "127.1".
std::optional<QHostAddress> literal(const QString& text)
{
    QHostAddress address;
    const bool full = text.contains(u':') || text.count(u'.') == 3;
    if (!full || text.contains(u'%') || !address.setAddress(text))
        return std::nullopt;
    return address;
}

class Reader : public StrictReader {
public:
    Endpoints read(const QJsonObject& root)
    {
        const Place whole{root, {}};
        known(whole, {u"zoom", u"control", u"independent_resolvers", u"portal_checks",
                      u"status_pages", u"client"});
        Endpoints endpoints;
        readZoom(member(whole, u"zoom"), endpoints);
        readControl(member(whole, u"control"), endpoints);
        for (const Place& place : list(member(whole, u"independent_resolvers")))
            endpoints.independentResolvers.append(address(place));
        for (const Place& place : list(member(whole, u"portal_checks")))
            endpoints.portalChecks.append(portalCheck(place));
        for (const Place& place : list(member(whole, u"status_pages")))
            endpoints.statusPages.append(url(place, u"https", u"status"));
        readClient(member(whole, u"client"), endpoints);
        return endpoints;
    }

private:
    void readZoom(const Place& zoom, Endpoints& endpoints)
    {
        known(zoom, {u"hosts", u"domains", u"tcp", u"udp"});
        endpoints.zoomHosts = hosts(member(zoom, u"hosts"));
        const Place domains = member(zoom, u"domains");
        for (const Place& place : list(domains))
            endpoints.zoomDomains.append(hostName(place));
        if (endpoints.zoomHosts.isEmpty())
            fail(zoom.path + u".hosts", u"at least one is needed");
        if (endpoints.zoomDomains.isEmpty())
            fail(domains.path, u"at least one is needed");
        endpoints.zoomTcp = portLists(member(zoom, u"tcp"), u"tcp");
        endpoints.zoomUdp = portLists(member(zoom, u"udp"), u"udp");
    }

    void readControl(const Place& control, Endpoints& endpoints)
    {
        known(control, {u"hosts", u"tcp", u"udp"});
        endpoints.controlHosts = hosts(member(control, u"hosts"));
        endpoints.controlTcp = portLists(member(control, u"tcp"), u"tcp");
        endpoints.controlUdp = portLists(member(control, u"udp"), u"udp");
    }

    void readClient(const Place& client, Endpoints& endpoints)
    {
        static const QRegularExpression version(
            QStringLiteral("\\A[0-9]{1,6}(?:\\.[0-9]{1,6}){1,3}\\z"));
        known(client, {u"minimum", u"as_of"});
        const Place minimum = member(client, u"minimum");
        const Place asOf = member(client, u"as_of");
        endpoints.minimumClientAsOf = text(asOf);
        known(minimum, {u"windows", u"macos", u"linux"});
        for (const QString& os : minimum.value.toObject().keys()) {
            const Place place = member(minimum, os);
            const QString oldest = text(place);
            if (!version.match(oldest).hasMatch())
                fail(place.path, u"a version is numbers and dots, such as 6.7.5");
            endpoints.minimumClient.insert(os, oldest);
        }
        const QString& date = endpoints.minimumClientAsOf;
        if (!date.isEmpty() &&
            (date.size() != 10 || !QDate::fromString(date, Qt::ISODate).isValid()))
            fail(asOf.path, u"a date is written 2026-01-31, or empty");
    }

    PortalCheck portalCheck(const Place& place)
    {
        known(place, {u"url", u"status", u"body"});
        PortalCheck check;
        check.url = url(member(place, u"url"), u"http", u"captive");
        const Place status = member(place, u"status");
        check.status = wholeNumber(status, 100, 599, u"a status is a number from 100 to 599");
        const Place body = member(place, u"body");
        check.body = text(body).toUtf8();
        if (check.body.size() > maxBody)
            fail(body.path, u"at most 1024 bytes");
        return check;
    }

    // Names that are asked on TCP 443 as well.
    QStringList hosts(const Place& place)
    {
        QStringList names;
        for (const Place& one : list(place)) {
            names.append(hostName(one));
            once(one, u"tcp " + names.last() + u":443");
        }
        return names;
    }

    QList<Endpoint> portLists(const Place& place, QStringView protocol)
    {
        QList<Endpoint> endpoints;
        for (const Place& one : list(place)) {
            known(one, {u"host", u"ports", u"answers"});
            Endpoint endpoint;
            endpoint.host = host(member(one, u"host"));
            const Place ports = member(one, u"ports");
            for (const Place& port : list(ports)) {
                endpoint.ports.append(
                    quint16(wholeNumber(port, 1, 65535, u"a port is a number from 1 to 65535")));
                once(port, protocol + u' ' + endpoint.host + u':' +
                               QString::number(endpoint.ports.last()));
            }
            if (endpoint.ports.isEmpty())
                fail(ports.path, u"at least one is needed");
            const Place answers{one.value.toObject().value(QLatin1String("answers")),
                                JsonLines::member(one.path, QStringLiteral("answers"))};
            if (!answers.value.isBool() && !answers.value.isUndefined())
                fail(answers.path, u"true or false belongs here");
            endpoint.answers = answers.value.toBool(false);
            endpoints.append(endpoint);
        }
        return endpoints;
    }

    QString hostName(const Place& place)
    {
        const QString name = text(place).toLower();
        if (!isHostName(name))
            fail(place.path, u"not a host name");
        return name;
    }

    QString host(const Place& place)
    {
        const QString name = text(place).toLower();
        if (const auto address = literal(name))
            return address->toString();
        if (!isHostName(name))
            fail(place.path, u"not a host name or address");
        return name;
    }

    QHostAddress address(const Place& place)
    {
        const auto address = literal(text(place));
        if (!address || address->isNull() || address->isMulticast()) {
            fail(place.path, u"an address is needed here, such as 192.0.2.1");
            return {};
        }
        once(place, u"resolver " + address->toString());
        return *address;
    }

    // `use`: that of the page; each host serves once for each, for it names the observation.
    QUrl url(const Place& place, QStringView scheme, QStringView use)
    {
        const QString written = text(place);
        const QUrl url(written, QUrl::StrictMode);
        const bool hostFits = isHostName(url.host()) || literal(url.host());
        if (written.size() > maxUrl || !url.isValid() || url.scheme() != scheme || !hostFits ||
            !url.userInfo().isEmpty() || url.hasFragment() || url.port() == 0)
            fail(place.path,
                 QString(u"an address that begins with " % scheme % u":// is needed here"));
        once(place, use + u' ' + url.host());
        return url;
    }

    int wholeNumber(const Place& place, int least, int most, QStringView problem)
    {
        const double number = place.value.toDouble(-1);
        const bool fits = number >= least && number <= most && number == int(number);
        if (!fits)
            fail(place.path, problem);
        return fits ? int(number) : least;
    }

    QString text(const Place& place)
    {
        if (!place.value.isString())
            fail(place.path, u"a text is needed here");
        return place.value.toString();
    }

    QList<Place> list(const Place& place) { return StrictReader::list(place, maxItems); }

    // Ids of observations are made from these, and must differ.
    void once(const Place& place, const QString& use)
    {
        if (m_uses.contains(use))
            fail(place.path, u"this is already asked");
        m_uses.insert(use);
    }

    QSet<QString> m_uses;
};

} // namespace

Result<Endpoints> parseEndpoints(const QByteArray& json)
{
    return readStrictly(json, maxBytes, Reader());
}

} // namespace reconnect
