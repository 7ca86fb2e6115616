#include "core/probe/portal_fetches.h"

#include <QTimer>

namespace reconnect {
namespace {

constexpr qint64 bodyOfInterest = 4096;

} // namespace

PortalFetches::PortalFetches(QList<PortalCheck> checks, const std::shared_ptr<Names>& names,
                             const Clock& clock)
    : m_checks(std::move(checks))
    , m_clock(clock)
    , m_answers(size_t(m_checks.size()))
{
    for (const PortalCheck& check : std::as_const(m_checks)) {
        HttpRequest request;
        request.url = check.url;
        request.limits.body = bodyOfInterest;
        request.limits.cutBody = true;
        // A redirect is the answer: nobody but a portal redirects these.
        request.follow = [](const QUrl&, const QUrl&) { return false; };
        m_fetches.push_back(std::make_unique<HttpFetch>(request, names, tlsConfiguration()));
    }
}

void PortalFetches::whenDone(int check, QObject* context, Done done)
{
    start();
    const auto tell = [this, check, done = std::move(done)] { done(*m_answers[size_t(check)]); };
    if (m_answers[size_t(check)])
        QTimer::singleShot(0, context, tell);
    else
        connect(this, &PortalFetches::answered, context, [check, tell](int answeredCheck) {
            if (answeredCheck == check)
                tell();
        });
}

void PortalFetches::start()
{
    if (m_started)
        return;
    m_started = true;
    for (int i = 0; i < int(m_fetches.size()); ++i) {
        connect(m_fetches[size_t(i)].get(), &HttpFetch::done, this,
                [this, i](const HttpReply& reply) {
                    m_answers[size_t(i)] = Answer{reply, m_clock.now()};
                    emit answered(i);
                });
        m_fetches[size_t(i)]->start();
    }
}

bool isGenuine(const PortalCheck& check, const HttpReply& reply)
{
    return reply.error.isEmpty() && reply.response.status == check.status &&
           reply.response.body.startsWith(check.body);
}

} // namespace reconnect
