#pragma once

#include "app/session/session.h"
#include "core/probe/runner.h"

#include <QTimer>

namespace reconnect {

// One run of the probes on the program's only thread, which Ctrl-C ends early.
class Checkup : public QObject {
    Q_OBJECT

public:
    Checkup(std::unique_ptr<ProbeSource> source, Limits limits, bool showProgress);
    ~Checkup() override;

    void start();

signals:
    void finished(const reconnect::Evidence& evidence);

private:
    void show(int done, int total);

    std::unique_ptr<ProbeSource> m_source; // outlives the runner's probes
    ProbeRunner m_runner;
    QTimer m_interruptWatch;
    bool m_showProgress;
};

} // namespace reconnect
