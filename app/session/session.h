#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/endpoints.h"
#include "core/probe/runner.h"

#include <QObject>
#include <QThread>
#include <functional>
#include <memory>

namespace reconnect {

// Makes the probes of one run; called on the thread that runs them. Owns what they need.
class ProbeSource {
public:
    virtual ~ProbeSource() = default;
    virtual std::vector<std::unique_ptr<Probe>> probes() = 0;
    virtual QString osName() const = 0;
    virtual QString osVersion() const = 0;
};
using MakeProbeSource = std::function<std::unique_ptr<ProbeSource>()>;

// What the pages and the CLI bind to: one checkup after another, and its outcome. Probes run on a
// thread of their own, so that nothing they meet can make a window wait. Lives on the GUI thread.
class Session : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Checking, Finished, Cancelled };
    Q_ENUM(State)

    explicit Session(MakeProbeSource makeSource, Limits limits = {}, QObject* parent = nullptr);
    ~Session() override; // never waits for a probe

    State state() const { return m_state; }
    const Evidence& evidence() const { return m_evidence; }
    const Diagnosis& diagnosis() const { return m_diagnosis; }

    void check();  // starts over, ending what runs
    void cancel(); // the state is Cancelled when this returns
    // Shows a saved run in place of a new one.
    void show(const Evidence& evidence);

signals:
    void stateChanged(reconnect::Session::State state);
    void expected(const QList<reconnect::Observation>& rows); // all rows of this run, NotRun
    void observed(const reconnect::Observation& observation);
    void progressed(int done, int total);

private:
    MakeProbeSource m_makeSource;
    Limits m_limits;
    State m_state = State::Idle;
    Evidence m_evidence;
    Diagnosis m_diagnosis;
    QThread* m_thread = nullptr;
    QObject* m_worker = nullptr; // lives on m_thread
    int m_run = 0;               // signals of an older run are dropped
};

} // namespace reconnect
