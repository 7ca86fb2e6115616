#include "core/probe/captive_probe.h"

#include "core/probe/http_probe.h"

namespace reconnect {
namespace {

constexpr int maxBody = 200;

Observation blankFor(const QUrl& url)
{
    Observation blank;
    blank.id = QStringLiteral("captive:") + url.host();
    blank.layer = Layer::Captive;
    blank.target = shownUrl(url);
    return blank;
}

} // namespace

CaptiveProbe::CaptiveProbe(std::shared_ptr<PortalFetches> fetches, int check)
    : Probe(blankFor(fetches->checks()[check].url))
    , m_fetches(std::move(fetches))
    , m_check(check)
{
}

void CaptiveProbe::run()
{
    m_fetches->whenDone(m_check, this, [this](const PortalFetches::Answer& shown) {
        conclude(judge(shown.reply));
    });
}

Observation CaptiveProbe::judge(const HttpReply& reply) const
{
    if (!reply.error.isEmpty())
        return answer(outcomeOf(reply.error, Outcome::Unknown), reply.error);
    const int status = reply.response.status;
    QJsonObject detail{
        {QStringLiteral("status"), status},
        {QStringLiteral("location"), shownUrl(reply.redirect)},
        {QStringLiteral("bodyStart"),
         QString::fromUtf8(reply.response.body.left(4 * maxBody)).simplified().left(maxBody)},
    };
    if (isGenuine(m_fetches->checks()[m_check], reply))
        return answer(Outcome::Passed, {}, detail);
    // 511 is a portal's own status; any other server error may well be the check's server's.
    if (status >= 500 && status != 511)
        return answer(Outcome::Unknown, QStringLiteral("server-error"), detail);
    return answer(Outcome::Failed, QStringLiteral("portal"), detail);
}

} // namespace reconnect
