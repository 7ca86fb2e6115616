#pragma once

#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/session/session.h"
#include "core/probe/runner.h"

namespace reconnect {

// One run of the probes on the program's only thread, which Ctrl-C ends early.
class Checkup : public QObject {
    Q_OBJECT

public:
    Checkup(std::unique_ptr<ProbeSource> source, Limits limits, Console& console);
    ~Checkup() override;

    void start();

signals:
    void finished(const reconnect::Evidence& evidence);

private:
    std::unique_ptr<ProbeSource> m_source; // outlives the runner's probes
    ProbeRunner m_runner;
    Interrupt m_interrupt;
};

// "Checking: 3 of 12"
QString progressWords(int done, int total);

} // namespace reconnect
