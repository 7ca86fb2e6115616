#include "core/probe/clock_probe.h"

#include "core/net/http_date.h"

#include <QJsonArray>
#include <QTimer>

#include <algorithm>
#include <cstdlib>

namespace reconnect {
namespace {

constexpr qint64 agreementSeconds = 60;
constexpr int maxAgeDigits = 8;

Observation clockBlank()
{
    Observation blank;
    blank.id = QStringLiteral("clock:http-date");
    blank.layer = Layer::Clock;
    return blank;
}

qint64 ageOf(const HttpResponse& response)
{
    const QByteArray age = response.header("Age");
    return age.size() > maxAgeDigits ? 0 : std::max(age.toLongLong(), 0LL);
}

} // namespace

std::optional<ClockAgreement> agreeOn(const QList<ClockSample>& samples)
{
    QList<qint64> offsets;
    for (const ClockSample& sample : samples)
        offsets.append(sample.offsetSeconds);
    std::sort(offsets.begin(), offsets.end());
    std::optional<ClockAgreement> best;
    for (qsizetype first = 0; first < offsets.size(); ++first) {
        const auto beyond = std::upper_bound(offsets.begin() + first, offsets.end(),
                                             offsets[first] + agreementSeconds);
        const auto count = int(beyond - offsets.begin() - first);
        const ClockAgreement these{offsets[first + (count - 1) / 2], count};
        const bool better = !best || count > best->agreeing ||
                            (count == best->agreeing &&
                             std::llabs(these.offsetSeconds) < std::llabs(best->offsetSeconds));
        if (better)
            best = these;
    }
    return best;
}

std::optional<qint64> offsetOf(const HttpResponse& response, const QDateTime& now)
{
    const auto date = parseHttpDate(response.header("Date"));
    if (!date)
        return std::nullopt;
    return date->addSecs(ageOf(response)).secsTo(now);
}

ClockProbe::ClockProbe(std::shared_ptr<PortalFetches> fetches)
    : Probe(clockBlank())
    , m_fetches(std::move(fetches))
{
}

void ClockProbe::run()
{
    m_pending = int(m_fetches->checks().size());
    if (m_pending == 0)
        finish();
    for (int i = 0; i < m_fetches->checks().size(); ++i)
        m_fetches->whenDone(i, this,
                            [this, i](const PortalFetches::Answer& shown) { take(i, shown); });
}

void ClockProbe::take(int check, const PortalFetches::Answer& shown)
{
    const PortalCheck& asked = m_fetches->checks()[check];
    if (isGenuine(asked, shown.reply))
        if (const auto offset = offsetOf(shown.reply.response, shown.at))
            m_samples.append({asked.url.host(), *offset});
    if (--m_pending == 0) {
        finish();
        return;
    }
    const auto agreement = agreeOn(m_samples);
    if (agreement && agreement->agreeing >= 2 && !m_inGrace) {
        m_inGrace = true;
        QTimer::singleShot(graceMs, this, [this] { finish(); });
    }
}

void ClockProbe::expired()
{
    finish();
}

void ClockProbe::finish()
{
    const auto agreement = agreeOn(m_samples);
    if (!agreement) {
        conclude(answer(Outcome::Unknown, QStringLiteral("no-answer")));
        return;
    }
    QJsonArray samples;
    for (const ClockSample& sample : std::as_const(m_samples))
        samples.append(QJsonObject{{QStringLiteral("host"), sample.host},
                                   {QStringLiteral("offsetSeconds"), sample.offsetSeconds}});
    const QJsonObject detail{
        {QStringLiteral("offsetSeconds"), agreement->offsetSeconds},
        {QStringLiteral("agreeing"), agreement->agreeing},
        {QStringLiteral("samples"), samples},
    };
    if (std::llabs(agreement->offsetSeconds) > toleranceSeconds)
        conclude(answer(Outcome::Failed, QStringLiteral("wrong"), detail));
    else
        conclude(answer(Outcome::Passed, {}, detail));
}

} // namespace reconnect
