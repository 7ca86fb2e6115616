#pragma once

#include "core/probe/pace.h"
#include "core/probe/probe.h"

#include <QTimer>
#include <memory>
#include <vector>

namespace reconnect {

// Bounds of one run, in ms.
struct Limits {
    int probeMs = 4000;    // for each probe; three SYNs fit in it, so one lost packet is no fault
    int overallMs = 10000; // for all of them; what has not answered by then is NotRun
};

// Starts all probes at once (chained ones add up past any bound) and gathers what they observe.
// Single use. Lives on one thread with an event loop.
class ProbeRunner : public QObject {
    Q_OBJECT

public:
    ProbeRunner(std::vector<std::unique_ptr<Probe>> probes, Limits limits,
                QObject* parent = nullptr);
    ~ProbeRunner() override;

    void start();
    // Ends every probe; finished() follows at once with cancelled set and the rest NotRun.
    void cancel();

    // The rows to come, in layer order, all NotRun.
    QList<Observation> expected() const;

signals:
    void observed(const reconnect::Observation& observation);
    void progressed(int done, int total);
    // Observations in layer order, and within a layer in the order of the probes, whoever answered
    // first: the first Zoom host is the one that decides. The os fields are the caller's to fill.
    void finished(const reconnect::Evidence& evidence);

private:
    void finish(bool cancelled);

    std::vector<std::unique_ptr<Probe>> m_probes;
    std::vector<bool> m_done;               // beside m_probes
    std::vector<QList<Observation>> m_seen; // beside m_probes
    Limits m_limits;
    QTimer m_cap;
    QElapsedTimer m_clock;
    Pace m_pace;
    Evidence m_evidence;
    int m_finishedProbes = 0;
    bool m_over = false;
};

} // namespace reconnect
