#include "core/endpoints.h"

#include "core/json/json_lines.h"
#include "core/net/host_name.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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

// A value and where it stands.
struct Place {
    QJsonValue value;
    QString path;
};

// Reads the document field by field and keeps the first thing that is wrong with it; what is read
// after that is of no account.
class Reader {
public:
    explicit Reader(const QJsonObject& root)
        : m_root{root, {}}
    {
    }

    Endpoints read()
    {
        known(m_root, {u"zoom", u"control", u"independent_resolvers", u"portal_checks",
                       u"status_pages", u"client"});
        Endpoints endpoints;
        readZoom(member(m_root, u"zoom"), endpoints);
        readControl(member(m_root, u"control"), endpoints);
        for (const Place& place : list(member(m_root, u"independent_resolvers")))
            endpoints.independentResolvers.append(address(place));
        for (const Place& place : list(member(m_root, u"portal_checks")))
            endpoints.portalChecks.append(portalCheck(place));
        for (const Place& place : list(member(m_root, u"status_pages")))
            endpoints.statusPages.append(url(place, u"https", u"status"));
        readClient(member(m_root, u"client"), endpoints);
        return endpoints;
    }

    bool good() const { return m_problem.isEmpty(); }
    const QString& path() const { return m_path; }
    const QString& problem() const { return m_problem; }

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

    QList<Place> list(const Place& place)
    {
        const QJsonArray array = place.value.toArray();
        if (!place.value.isArray())
            fail(place.path, u"a list is needed here");
        if (array.size() > maxItems)
            fail(place.path, u"at most 64 are allowed");
        QList<Place> places;
        for (qsizetype i = 0; i < array.size() && good(); ++i)
            places.append({array.at(i), JsonLines::item(place.path, i)});
        return places;
    }

    Place member(const Place& place, QStringView key)
    {
        const QJsonObject object = place.value.toObject();
        if (place.value.isObject() && !object.contains(key))
            fail(place.path, QString(u'"' % key % u"\" is missing"));
        return {object.value(key), JsonLines::member(place.path, key.toString())};
    }

    void known(const Place& place, std::initializer_list<QStringView> keys)
    {
        if (!place.value.isObject())
            fail(place.path, u"an object is needed here");
        const QStringList present = place.value.toObject().keys();
        for (const QString& key : present)
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                fail(JsonLines::member(place.path, key), u"nothing of this name is known");
    }

    // Ids of observations are made from these, and must differ.
    void once(const Place& place, const QString& use)
    {
        if (m_uses.contains(use))
            fail(place.path, u"this is already asked");
        m_uses.insert(use);
    }

    void fail(const QString& path, QStringView problem)
    {
        if (!good())
            return;
        m_path = path;
        m_problem = problem.toString();
    }

    Place m_root;
    QSet<QString> m_uses;
    QString m_path;
    QString m_problem;
};

tl::unexpected<Error> malformed(int line, const QString& path, const QString& problem)
{
    const QString place = path.isEmpty() ? QString() : path + QStringLiteral(": ");
    return failure(ErrorCode::Malformed,
                   QStringLiteral("line ") + QString::number(line) + u": " + place + problem);
}

} // namespace

Result<Endpoints> parseEndpoints(const QByteArray& json)
{
    if (json.size() > maxBytes)
        return failure(ErrorCode::TooLarge, QStringLiteral("more than 256 KiB"));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return malformed(JsonLines::lineAt(json, error.offset), {}, error.errorString());
    if (!document.isObject())
        return malformed(1, {}, QStringLiteral("an object is needed here"));
    const JsonLines lines(json);
    if (!lines.duplicate().isEmpty())
        return malformed(lines.lineOf(lines.duplicate()), lines.duplicate(),
                         QStringLiteral("this stands here twice"));
    Reader reader(document.object());
    Endpoints endpoints = reader.read();
    if (!reader.good())
        return malformed(lines.lineOf(reader.path()), reader.path(), reader.problem());
    return endpoints;
}

} // namespace reconnect
