#include "core/probe/status_probe.h"

#include "core/net/status_page.h"
#include "core/probe/http_probe.h"

#include <QJsonArray>
#include <QTimer>

namespace reconnect {
namespace {

constexpr qint64 maxPage = 512 << 10;

Observation blankFor(const QUrl& page)
{
    Observation blank;
    blank.id = QStringLiteral("status:") + page.host();
    blank.layer = Layer::Status;
    blank.target = page.host();
    return blank;
}

HttpRequest requestFor(const QUrl& page)
{
    HttpRequest request;
    request.url = page;
    request.limits.body = maxPage;
    return request;
}

QJsonObject detailOf(const StatusPage& page)
{
    QJsonArray incidents;
    for (const auto& incident : page.incidents)
        incidents.append(QJsonObject{{QStringLiteral("name"), incident.name},
                                     {QStringLiteral("impact"), incident.impact},
                                     {QStringLiteral("status"), incident.status},
                                     {QStringLiteral("since"), incident.since}});
    QJsonArray components;
    for (const auto& component : page.components)
        components.append(QJsonObject{{QStringLiteral("name"), component.name},
                                      {QStringLiteral("status"), component.status}});
    QJsonArray maintenance;
    for (const auto& work : page.maintenance)
        maintenance.append(QJsonObject{{QStringLiteral("name"), work.name},
                                       {QStringLiteral("status"), work.status},
                                       {QStringLiteral("until"), work.until}});
    return {
        {QStringLiteral("indicator"), page.indicator},
        {QStringLiteral("incidents"), incidents},
        {QStringLiteral("components"), components},
        {QStringLiteral("maintenance"), maintenance},
    };
}

bool isTelling(const Observation& observation)
{
    return observation.outcome == Outcome::Passed || observation.outcome == Outcome::Failed;
}

} // namespace

StatusProbe::StatusProbe(const QUrl& page, std::shared_ptr<Names> names,
                         std::shared_ptr<WorkingProxy> proxy,
                         const QSslConfiguration& configuration)
    : Probe(blankFor(page))
    , m_request(requestFor(page))
    , m_names(std::move(names))
    , m_proxy(std::move(proxy))
    , m_configuration(configuration)
    , m_fetch(m_request, m_names, configuration)
{
    connect(&m_fetch, &HttpFetch::done, this, &StatusProbe::settleOwn);
}

void StatusProbe::run()
{
    m_proxy->whenSettled(this, [this](const std::optional<ProxyAddress>& address) {
        m_proxySettled = true;
        m_address = address;
        considerProxy();
    });
    QTimer::singleShot(patienceMs, this, [this] {
        m_impatient = true;
        considerProxy();
    });
    m_fetch.start();
}

void StatusProbe::settleOwn(const HttpReply& reply)
{
    const Observation own = judge(reply);
    if (isTelling(own)) {
        conclude(own);
        return;
    }
    report(own);
    m_own = true;
    if (m_byProxyReply)
        conclude(byProxy(*m_byProxyReply));
    else
        considerProxy();
}

void StatusProbe::considerProxy()
{
    if (concluded() || m_byProxy || !m_proxySettled)
        return;
    if (!m_address) {
        if (m_own)
            conclude();
        return;
    }
    if (!m_own && !m_impatient)
        return;
    HttpRequest request = m_request;
    request.proxy = m_address;
    m_byProxy = new HttpFetch(request, m_names, m_configuration, this);
    connect(m_byProxy, &HttpFetch::done, this, &StatusProbe::settleByProxy);
    m_byProxy->start();
}

void StatusProbe::settleByProxy(const HttpReply& reply)
{
    m_byProxyReply = reply;
    if (m_own)
        conclude(byProxy(reply));
}

void StatusProbe::expired()
{
    if (!m_own)
        report(judge(m_fetch.soFar()));
    if (m_byProxyReply)
        conclude(byProxy(*m_byProxyReply));
    else if (m_byProxy)
        conclude(byProxy(m_byProxy->soFar()));
    else
        conclude();
}

Observation StatusProbe::judge(const HttpReply& reply) const
{
    if (!reply.error.isEmpty())
        return answer(outcomeOf(reply.error, Outcome::Unknown), reply.error);
    if (reply.response.status != 200)
        return answer(Outcome::Unknown, QStringLiteral("http-status"));
    const auto page = parseStatusPage(reply.response.body);
    if (!page)
        return answer(Outcome::Unknown, page.error().detail);
    const bool isDown =
        page->indicator == QStringLiteral("major") || page->indicator == QStringLiteral("critical");
    return answer(isDown ? Outcome::Failed : Outcome::Passed, isDown ? page->indicator : QString(),
                  detailOf(*page));
}

Observation StatusProbe::byProxy(const HttpReply& reply) const
{
    Observation observation = judge(reply);
    observation.id += QStringLiteral(":via-proxy");
    return observation;
}

} // namespace reconnect
