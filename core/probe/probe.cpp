#include "core/probe/probe.h"

#include <QTimer>

namespace reconnect {

Probe::Probe(Observation blank, QObject* parent)
    : QObject(parent)
    , m_blank(std::move(blank))
{
}

void Probe::start(int timeoutMs)
{
    m_timeoutMs = timeoutMs;
    m_clock.start();
    QTimer::singleShot(timeoutMs, Qt::CoarseTimer, this, [this] {
        if (!m_concluded)
            expired();
        if (!m_concluded)
            conclude();
    });
    // From the event loop, so that observed() never comes before the caller has connected to it.
    QTimer::singleShot(0, this, [this] { run(); });
}

void Probe::expired()
{
    conclude(answer(Outcome::TimedOut, QStringLiteral("timed-out")));
}

Observation Probe::answer(Outcome outcome, const QString& error, QJsonObject detail) const
{
    Observation observation = m_blank;
    observation.outcome = outcome;
    observation.error = error;
    observation.durationMs = elapsedMs();
    observation.detail = std::move(detail);
    return observation;
}

void Probe::report(const Observation& observation)
{
    if (!m_concluded)
        emit observed(observation);
}

void Probe::conclude()
{
    if (m_concluded)
        return;
    m_concluded = true;
    emit finished();
}

void Probe::conclude(const Observation& last)
{
    if (m_concluded)
        return;
    report(last);
    conclude();
}

int Probe::elapsedMs() const
{
    return m_clock.isValid() ? int(m_clock.elapsed()) : 0;
}

} // namespace reconnect
