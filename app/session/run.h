#pragma once

#include "app/session/session.h"

namespace reconnect {

// One checkup, on the thread it is moved to. Ends that thread's event loop when it is over.
class Run : public QObject {
    Q_OBJECT

public:
    Run(MakeProbeSource makeSource, Limits limits);
    ~Run() override;

    void start();
    void cancel(); // finished follows at once, with what was seen
    void stop();   // nothing more is said

signals:
    void expected(const QList<reconnect::Observation>& rows);
    void observed(const reconnect::Observation& observation);
    void progressed(int done, int total);
    void finished(const reconnect::Evidence& evidence, const reconnect::Diagnosis& diagnosis);
    void over();

private:
    MakeProbeSource m_makeSource;
    Limits m_limits;
    std::unique_ptr<ProbeSource> m_source; // outlives the runner's probes
    std::unique_ptr<ProbeRunner> m_runner;
};

} // namespace reconnect
