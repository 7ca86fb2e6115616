#include "core/probe/http_probe.h"

#include "core/probe/role.h"

#include <algorithm>

namespace reconnect {
namespace {

constexpr int maxUrl = 300;
constexpr int maxServer = 100;

Observation blankHttp(const QString& host)
{
    Observation blank;
    blank.id = QStringLiteral("http:") + host;
    blank.layer = Layer::Http;
    blank.target = QStringLiteral("https://") + host + QLatin1Char('/');
    return blank;
}

bool isWithin(const QString& host, const QStringList& domains)
{
    return std::any_of(domains.begin(), domains.end(), [&](const QString& domain) {
        return host == domain || host.endsWith(QLatin1Char('.') + domain);
    });
}

// Zoom's own servers mark their answers, and its delivery network the checks it asks of robots.
bool isZooms(const HttpResponse& response)
{
    return std::any_of(response.headers.begin(), response.headers.end(), [](const auto& header) {
        const QByteArray name = header.first.toLower();
        return name.startsWith("x-zm-") || name == "cf-mitigated";
    });
}

// The host was not reached, so it said nothing.
bool isNotReached(const QString& error)
{
    static const QStringList all{QStringLiteral("no-address"), QStringLiteral("timed-out"),
                                 QStringLiteral("refused"), QStringLiteral("unreachable")};
    return all.contains(error);
}

QString complaint(const HttpReply& reply, const QStringList& domains)
{
    const int status = reply.response.status;
    if (!reply.error.isEmpty())
        return reply.error;
    if (!reply.redirect.isEmpty() && !isWithin(reply.redirect.host(), domains))
        return QStringLiteral("redirected-away");
    if ((status == 403 || status == 451 || status == 511) && !isZooms(reply.response))
        return QStringLiteral("refused-by-page");
    if (status >= 500)
        return QStringLiteral("server-error");
    return {};
}

} // namespace

Outcome outcomeOf(const QString& error, Outcome answered)
{
    if (error == QStringLiteral("no-address"))
        return Outcome::NotRun;
    return error == QStringLiteral("timed-out") ? Outcome::TimedOut : answered;
}

QString shownUrl(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .left(maxUrl);
}

HttpProbe::HttpProbe(const QString& host, const QStringList& zoomDomains,
                     std::shared_ptr<Names> names, const QSslConfiguration& configuration,
                     quint16 port)
    : Probe(blankHttp(host))
    , m_host(host)
    , m_zoomDomains(zoomDomains)
    , m_fetch(request(host, port), std::move(names), configuration)
{
    connect(&m_fetch, &HttpFetch::done, this,
            [this](const HttpReply& reply) { conclude(judge(reply)); });
}

HttpRequest HttpProbe::request(const QString& host, quint16 port)
{
    HttpRequest request;
    request.url.setScheme(QStringLiteral("https"));
    request.url.setHost(host);
    request.url.setPath(QStringLiteral("/"));
    if (port != 443)
        request.url.setPort(port);
    request.limits.body = 0; // the page itself is of no interest
    request.limits.cutBody = true;
    request.follow = [this](const QUrl&, const QUrl& to) {
        if (!isWithin(to.host(), m_zoomDomains) || to.scheme() != QStringLiteral("https"))
            return false;
        m_ledTo = to;
        return true;
    };
    return request;
}

void HttpProbe::run()
{
    m_fetch.start();
}

void HttpProbe::expired()
{
    conclude(judge(m_fetch.soFar()));
}

Observation HttpProbe::judge(const HttpReply& reply) const
{
    QJsonObject detail{{QStringLiteral("role"), token(Role::Zoom)}};
    if (reply.response.status != 0) {
        detail[QStringLiteral("status")] = reply.response.status;
        detail[QStringLiteral("server")] =
            QString::fromLatin1(reply.response.header("Server").left(maxServer));
        detail[QStringLiteral("finalUrl")] =
            shownUrl(reply.redirect.isEmpty() ? reply.url : reply.redirect);
    }
    const QString error = complaint(reply, m_zoomDomains);
    if (isNotReached(error) && !m_ledTo.isEmpty() && m_ledTo.host() != m_host) {
        // This host answered, and as Zoom does; that the next one can't be reached is not its
        // fault.
        detail[QStringLiteral("finalUrl")] = shownUrl(m_ledTo);
        return answer(Outcome::Passed, {}, detail);
    }
    return answer(error.isEmpty() ? Outcome::Passed : outcomeOf(error, Outcome::Failed), error,
                  detail);
}

} // namespace reconnect
