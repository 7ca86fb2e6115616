#include "core/probe/proxy_trial.h"

#include "core/net/socket_error.h"
#include "core/net/telling.h"
#include "core/net/tls_chain.h"

#include <QTimer>

#include <algorithm>

namespace reconnect {
namespace {

Outcome outcomeOf(const QString& error)
{
    if (error.isEmpty())
        return Outcome::Passed;
    return error == timedOut ? Outcome::TimedOut : Outcome::Failed;
}

// A handshake that went silent inside the tunnel is a time-out like any other.
QString errorOf(const TunnelShown& shown)
{
    return shown.error == QStringLiteral("tls-timed-out") ? QString(timedOut) : shown.error;
}

} // namespace

QString schemeWord(ProxyScheme scheme)
{
    switch (scheme) {
    case ProxyScheme::Http:
        return QStringLiteral("http");
    case ProxyScheme::Https:
        return QStringLiteral("https");
    case ProxyScheme::Socks4:
        return QStringLiteral("socks4");
    case ProxyScheme::Socks5:
        break;
    }
    return QStringLiteral("socks5");
}

QString ProxyCandidate::name() const
{
    if (host.isEmpty())
        return raw;
    const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
    return shown + QLatin1Char(':') + QString::number(port);
}

QString kindWord(ProxyKind kind)
{
    switch (kind) {
    case ProxyKind::Manual:
        return QStringLiteral("manual");
    case ProxyKind::Script:
        return QStringLiteral("script");
    case ProxyKind::Detect:
        break;
    }
    return QStringLiteral("detect");
}

void merge(ProxyCandidate& candidate, const ProxyCandidate& more)
{
    if (more.effective && !candidate.effective) {
        candidate.scheme = more.scheme;
        candidate.bypassesZoom = more.bypassesZoom;
        candidate.fromScript = more.fromScript;
    } else if (more.effective == candidate.effective) {
        candidate.bypassesZoom = candidate.bypassesZoom && more.bypassesZoom;
        candidate.fromScript = candidate.fromScript && more.fromScript;
    }
    candidate.effective |= more.effective;
    candidate.hasCredentials |= more.hasCredentials;
    for (const QString& source : more.sources)
        if (!candidate.sources.contains(source))
            candidate.sources.append(source);
    for (const QString& place : more.places)
        if (!candidate.places.contains(place))
            candidate.places.append(place);
}

void addCandidate(QList<ProxyCandidate>& candidates, const ProxyCandidate& more, int max)
{
    const auto same =
        std::find_if(candidates.begin(), candidates.end(),
                     [&](const ProxyCandidate& other) { return other.name() == more.name(); });
    if (same != candidates.end())
        merge(*same, more);
    else if (candidates.size() < max)
        candidates.append(more);
}

ProxyTrial::ProxyTrial(ProxyCandidate candidate, QString zoomHost, QString controlHost,
                       std::shared_ptr<Names> names, const QSslConfiguration& configuration,
                       QObject* parent)
    : QObject(parent)
    , m_candidate(std::move(candidate))
    , m_zoomHost(std::move(zoomHost))
    , m_controlHost(std::move(controlHost))
    , m_names(std::move(names))
    , m_configuration(configuration)
{
}

void ProxyTrial::start()
{
    if (m_candidate.host.isEmpty() || m_candidate.port == 0) {
        m_error = QStringLiteral("bad-setting");
        QTimer::singleShot(0, this, &ProxyTrial::finish);
        return;
    }
    m_names->lookup(m_candidate.host, this, [this](const NameAnswer& answer) { ask(answer); });
}

void ProxyTrial::ask(const NameAnswer& answer)
{
    TunnelQuestion question;
    question.addresses = fewOfEach(answer.addresses);
    if (question.addresses.isEmpty()) {
        m_error = QStringLiteral("name-unknown");
        finish();
        return;
    }
    question.scheme = m_candidate.scheme;
    question.proxyHost = m_candidate.host;
    question.proxyPort = m_candidate.port;
    question.host = m_zoomHost;
    m_zoom = new ProxyTunnel(question, m_configuration, this);
    if (!m_controlHost.isEmpty()) {
        question.host = m_controlHost;
        m_control = new ProxyTunnel(question, m_configuration, this);
    }
    for (ProxyTunnel* tunnel : {m_zoom, m_control}) {
        if (!tunnel)
            continue;
        connect(tunnel, &ProxyTunnel::done, this, [this] {
            const bool controlKnown = !m_control || m_control->shown().error != timedOut;
            const QString& zoom = m_zoom->shown().error;
            if (zoom.isEmpty() || (zoom != timedOut && controlKnown))
                finish();
        });
        tunnel->start();
    }
}

void ProxyTrial::finish()
{
    if (m_over)
        return;
    m_over = true;
    emit done();
}

Observation ProxyTrial::observation() const
{
    const TunnelShown zoom = m_zoom ? m_zoom->shown() : TunnelShown{};
    const TunnelShown control = m_control ? m_control->shown() : TunnelShown{};
    const QString controlError = m_control ? errorOf(control) : QString();
    QString error = m_zoom ? errorOf(zoom) : m_error;
    // What knows no CONNECT says the same for every host.
    const bool isHttp =
        m_candidate.scheme == ProxyScheme::Http || m_candidate.scheme == ProxyScheme::Https;
    if (isHttp && error == QStringLiteral("not-a-proxy") && zoom.status != 0 &&
        control.status != 0 && control.status != zoom.status)
        error = QStringLiteral("blocked");

    Observation seen;
    seen.id = QStringLiteral("proxy:") + m_candidate.name();
    seen.layer = Layer::Proxy;
    seen.target = m_candidate.name();
    seen.outcome = outcomeOf(error);
    seen.error = error;
    if (error == QStringLiteral("auth-required") && m_candidate.hasCredentials)
        seen.outcome = Outcome::Unknown;
    seen.detail = {
        {QStringLiteral("sources"), QJsonArray::fromStringList(m_candidate.sources)},
        {QStringLiteral("places"), QJsonArray::fromStringList(m_candidate.places)},
        {QStringLiteral("scheme"), schemeWord(m_candidate.scheme)},
        {QStringLiteral("effective"), m_candidate.effective},
        {QStringLiteral("bypassesZoom"), m_candidate.bypassesZoom},
        {QStringLiteral("fromScript"), m_candidate.fromScript},
        {QStringLiteral("connected"), zoom.connected},
        {QStringLiteral("status"), zoom.status},
        {QStringLiteral("reason"), zoom.reason},
        {QStringLiteral("chain"), chainToJson(zoom.tls.chain)},
    };
    if (m_control) {
        seen.detail[QStringLiteral("controlOutcome")] = token(outcomeOf(controlError));
        seen.detail[QStringLiteral("controlError")] = controlError;
    }
    return seen;
}

} // namespace reconnect
