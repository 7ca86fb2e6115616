#include "core/probe/proxy_script_trial.h"

#include "core/net/script_source.h"
#include "core/probe/proxy_trial.h"

#include <QJsonArray>
#include <QTimer>

namespace reconnect {
namespace {

constexpr int maxShownUrl = 200;
constexpr int maxShownText = 200;

QString errorFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::TooLarge:
        return QStringLiteral("too-large");
    case ErrorCode::NotFound:
    case ErrorCode::NotPermitted:
        return QStringLiteral("unreachable");
    default:
        return QStringLiteral("malformed");
    }
}

// Of fetching, in the words of the row.
QString errorFor(const HttpReply& reply)
{
    static const QStringList kept{QStringLiteral("timed-out"), QStringLiteral("refused"),
                                  QStringLiteral("too-large")};
    if (reply.error == QStringLiteral("no-address"))
        return QStringLiteral("name-unknown");
    if (reply.error == QStringLiteral("not-http"))
        return QStringLiteral("malformed");
    return kept.contains(reply.error) ? reply.error : QStringLiteral("unreachable");
}

} // namespace

QString shownScript(const QUrl& url)
{
    const QString text = url.toString(QUrl::RemoveUserInfo);
    // What follows is the script itself.
    if (url.scheme() == QStringLiteral("data"))
        return text.section(u',', 0, 0).left(maxShownUrl);
    return text.left(maxShownUrl);
}

ProxyScriptTrial::ProxyScriptTrial(ProxyScriptSetting setting, QString zoomHost, PacEngine& engine,
                                   std::shared_ptr<Names> names,
                                   const QSslConfiguration& configuration, QObject* parent)
    : QObject(parent)
    , m_setting(std::move(setting))
    , m_zoomHost(std::move(zoomHost))
    , m_engine(engine)
    , m_names(std::move(names))
    , m_configuration(configuration)
{
}

void ProxyScriptTrial::start()
{
    const QString scheme = m_setting.url.scheme();
    if (scheme != QStringLiteral("http") && scheme != QStringLiteral("https")) {
        QTimer::singleShot(0, this, [this] {
            const auto script = readScriptAt(m_setting.url);
            if (script)
                evaluate(*script);
            else
                finish(errorFor(script.error().code));
        });
        return;
    }
    HttpRequest request;
    request.url = m_setting.url;
    request.limits.body = maxScriptBytes;
    request.timeoutMs = fetchMs;
    auto* fetch = new HttpFetch(request, m_names, m_configuration, this);
    connect(fetch, &HttpFetch::done, this, &ProxyScriptTrial::judgeReply);
    fetch->start();
}

void ProxyScriptTrial::judgeReply(const HttpReply& reply)
{
    m_status = reply.response.status;
    if (!reply.error.isEmpty()) {
        m_reason = reply.error;
        finish(errorFor(reply));
    } else if (m_status < 200 || m_status > 299) {
        finish(QStringLiteral("http-status"));
    } else {
        evaluate(reply.response.body);
    }
}

void ProxyScriptTrial::evaluate(const QByteArray& script)
{
    QUrl zoom;
    zoom.setScheme(QStringLiteral("https"));
    zoom.setHost(m_zoomHost);
    zoom.setPath(QStringLiteral("/"));
    m_engine.evaluate(script, zoom, evaluateMs, this,
                      [this](const Result<QString>& result) { judgeResult(result); });
}

void ProxyScriptTrial::judgeResult(const Result<QString>& result)
{
    if (result) {
        m_result = result->left(maxShownText);
        m_choices = readPacResult(*result);
        finish(m_choices.isEmpty() ? QStringLiteral("no-result") : QString());
        return;
    }
    m_reason = result.error().detail.left(maxShownText);
    switch (result.error().code) {
    case ErrorCode::TimedOut:
        finish(QStringLiteral("looped"));
        return;
    case ErrorCode::Malformed:
    case ErrorCode::TooLarge:
        finish(errorFor(result.error().code));
        return;
    default:
        finish(QStringLiteral("crashed"));
    }
}

void ProxyScriptTrial::finish(const QString& error)
{
    if (m_over)
        return;
    m_over = true;
    m_error = error;
    emit done();
}

Observation ProxyScriptTrial::observation() const
{
    QJsonArray proxies;
    bool direct = false;
    for (const PacChoice& choice : m_choices) {
        direct |= choice.direct;
        if (!choice.direct)
            proxies.append(QStringLiteral("%1:%2").arg(choice.host).arg(choice.port));
    }
    Observation seen;
    seen.id = QStringLiteral("proxy:script:") + shownScript(m_setting.url);
    seen.layer = Layer::Proxy;
    seen.target = shownScript(m_setting.url);
    seen.error = m_error;
    seen.outcome = m_error.isEmpty()                        ? Outcome::Passed
                   : m_error == QStringLiteral("timed-out") ? Outcome::TimedOut
                                                            : Outcome::Failed;
    // Detection is on wherever nobody chose otherwise: most networks have nothing to be found.
    static const QStringList absent{QStringLiteral("name-unknown"), QStringLiteral("refused"),
                                    QStringLiteral("unreachable"), QStringLiteral("timed-out"),
                                    QStringLiteral("http-status")};
    if (m_setting.kind == ProxyKind::Detect && absent.contains(m_error)) {
        seen.outcome = Outcome::Skipped;
        seen.error = QStringLiteral("not-found");
    }
    seen.detail = {
        {QStringLiteral("place"), m_setting.place},
        {QStringLiteral("kind"), kindWord(m_setting.kind)},
        {QStringLiteral("effective"), m_setting.effective},
        {QStringLiteral("result"), m_result},
        {QStringLiteral("direct"), direct},
        {QStringLiteral("proxies"), proxies},
        {QStringLiteral("status"), m_status},
        {QStringLiteral("reason"), m_reason},
    };
    return seen;
}

} // namespace reconnect
