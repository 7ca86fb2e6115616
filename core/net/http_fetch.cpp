#include "core/net/http_fetch.h"

#include "core/net/telling.h"

#include <QTimer>

namespace reconnect {
namespace {

constexpr int maxLocation = 2048;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isWeb(const QUrl& url)
{
    return url.isValid() && !url.host().isEmpty() &&
           (isHttps(url) || url.scheme() == QStringLiteral("http"));
}

// Empty when the answer leads nowhere that can be asked.
QUrl targetOf(const QUrl& from, const HttpResponse& response)
{
    const QByteArray location = response.header("Location");
    if (!isRedirect(response.status) || location.isEmpty() || location.size() > maxLocation)
        return {};
    const QUrl target =
        from.resolved(QUrl::fromEncoded(location, QUrl::TolerantMode))
            .adjusted(QUrl::RemoveFragment | QUrl::RemoveUserInfo | QUrl::NormalizePathSegments);
    return isWeb(target) ? target : QUrl();
}

bool followAnywhere(const QUrl& from, const QUrl& to)
{
    return isHttps(to) || !isHttps(from);
}

} // namespace

HttpFetch::HttpFetch(HttpRequest request, std::shared_ptr<Names> names,
                     const QSslConfiguration& configuration, QObject* parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_names(std::move(names))
    , m_configuration(configuration)
    , m_url(m_request.url)
{
    if (!m_request.follow)
        m_request.follow = followAnywhere;
}

void HttpFetch::start()
{
    QTimer::singleShot(m_request.timeoutMs, this, [this] { finish(soFar()); });
    get(m_request.url);
}

void HttpFetch::get(const QUrl& url)
{
    clear();
    m_url = url;
    m_visited.insert(url);
    const QString host = m_request.proxy ? m_request.proxy->host : url.host();
    m_names->lookup(host, this, [this](const NameAnswer& answer) { askEach(answer); });
}

void HttpFetch::askEach(const NameAnswer& answer)
{
    if (m_over)
        return;
    m_addresses = fewOfEach(answer.addresses);
    if (m_addresses.isEmpty()) {
        HttpReply reply;
        reply.url = m_url;
        reply.error = QStringLiteral("no-address");
        finish(reply);
        return;
    }
    m_pending = int(m_addresses.size());
    const quint16 port =
        m_request.proxy ? m_request.proxy->port : quint16(m_url.port(isHttps(m_url) ? 443 : 80));
    const HttpQuestion question{m_url, m_request.limits, m_request.proxy.has_value()};
    for (const QHostAddress& address : std::as_const(m_addresses))
        m_exchanges.append(new HttpExchange(address, port, question, m_configuration, this));
    for (int i = 0; i < m_exchanges.size(); ++i) {
        connect(m_exchanges[i], &HttpExchange::done, this, [this, i] { settle(i); });
        m_exchanges[i]->start();
    }
}

void HttpFetch::settle(int index)
{
    --m_pending;
    if (m_exchanges[index]->shown().error.isEmpty())
        onAnswer(index);
    else if (m_pending == 0)
        finish(replyOf(telling()));
}

void HttpFetch::onAnswer(int index)
{
    HttpReply reply = replyOf(index);
    const QUrl target = targetOf(m_url, reply.response);
    if (target.isEmpty()) {
        finish(reply);
    } else if (!m_request.follow(m_url, target)) {
        reply.redirect = target;
        finish(reply);
    } else if (m_visited.contains(target) || m_visited.size() > maxRedirects) {
        reply.error = QStringLiteral("redirect-loop");
        finish(reply);
    } else {
        get(target);
    }
}

HttpReply HttpFetch::soFar() const
{
    if (!m_exchanges.isEmpty())
        return replyOf(telling());
    HttpReply reply;
    reply.url = m_url;
    reply.error = QStringLiteral("timed-out");
    return reply;
}

int HttpFetch::telling() const
{
    QList<Attempt> attempts;
    for (int i = 0; i < m_exchanges.size(); ++i) {
        const HttpShown& shown = m_exchanges[i]->shown();
        attempts.append({m_addresses[i], shown.error, shown.connected || shown.tls.connected});
    }
    return tellingAttempt(attempts);
}

HttpReply HttpFetch::replyOf(int index) const
{
    const HttpShown& shown = m_exchanges[index]->shown();
    HttpReply reply;
    reply.error = shown.error;
    reply.response = shown.response;
    reply.url = m_url;
    reply.address = m_addresses[index];
    reply.connected = shown.connected || shown.tls.connected;
    reply.tls = shown.tls;
    return reply;
}

void HttpFetch::finish(const HttpReply& reply)
{
    if (m_over)
        return;
    m_over = true;
    clear();
    emit done(reply);
}

void HttpFetch::clear()
{
    for (HttpExchange* exchange : std::as_const(m_exchanges)) {
        exchange->disconnect(this);
        exchange->deleteLater(); // this may be a slot of it
    }
    m_exchanges.clear();
    m_addresses.clear();
}

} // namespace reconnect
