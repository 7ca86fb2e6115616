#include "core/probe/runner.h"

#include <algorithm>

namespace reconnect {
namespace {

void sortByLayer(QList<Observation>& observations)
{
    std::stable_sort(observations.begin(), observations.end(),
                     [](const Observation& a, const Observation& b) { return a.layer < b.layer; });
}

// All probes start together, so what held up the program since then held up each of them.
Observation withPauses(Observation observation, int heldUpMs)
{
    if (heldUpMs > 0)
        observation.detail.insert(QStringLiteral("heldUpMs"), heldUpMs);
    return observation;
}

} // namespace

ProbeRunner::ProbeRunner(std::vector<std::unique_ptr<Probe>> probes, Limits limits, QObject* parent)
    : QObject(parent)
    , m_probes(std::move(probes))
    , m_done(m_probes.size(), false)
    , m_seen(m_probes.size())
    , m_limits(limits)
{
    m_cap.setSingleShot(true);
    connect(&m_cap, &QTimer::timeout, this, [this] { finish(false); });
}

ProbeRunner::~ProbeRunner() = default;

QList<Observation> ProbeRunner::expected() const
{
    QList<Observation> rows;
    for (const auto& probe : m_probes)
        rows.append(probe->blank());
    sortByLayer(rows);
    return rows;
}

void ProbeRunner::start()
{
    m_clock.start();
    m_pace.start();
    m_evidence.started = QDateTime::currentDateTimeUtc();
    m_cap.start(m_limits.overallMs);
    const int total = int(m_probes.size());
    for (size_t i = 0; i < m_probes.size(); ++i) {
        Probe* probe = m_probes[i].get();
        connect(probe, &Probe::observed, this, [this, i](const Observation& observation) {
            if (m_over)
                return;
            const Observation timed = withPauses(observation, m_pace.heldUpMs());
            m_seen[i].append(timed);
            emit observed(timed);
        });
        connect(probe, &Probe::finished, this, [this, i, total] {
            if (m_over || m_done[i])
                return;
            m_done[i] = true;
            emit progressed(++m_finishedProbes, total);
            // The progressed slot may have cancelled the run.
            if (!m_over && m_finishedProbes == total)
                finish(false);
        });
        probe->start(m_limits.probeMs);
    }
    if (m_probes.empty())
        QTimer::singleShot(0, this, [this] { finish(false); });
}

void ProbeRunner::cancel()
{
    finish(true);
}

void ProbeRunner::finish(bool cancelled)
{
    if (m_over)
        return;
    m_over = true;
    m_cap.stop();
    m_pace.stop();
    for (size_t i = 0; i < m_probes.size(); ++i) {
        m_evidence.observations += m_seen[i];
        const Observation& blank = m_probes[i]->blank();
        const bool answered = std::any_of(m_seen[i].begin(), m_seen[i].end(),
                                          [&](const auto& seen) { return seen.id == blank.id; });
        if (!m_done[i] && !answered)
            m_evidence.observations.append(blank);
        // Later, because the last finished() may have come from this very probe.
        m_probes[i].release()->deleteLater();
    }
    m_probes.clear();
    sortByLayer(m_evidence.observations);
    m_evidence.cancelled = cancelled;
    m_evidence.durationMs = int(m_clock.elapsed());
    emit finished(m_evidence);
}

} // namespace reconnect
