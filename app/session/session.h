#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/endpoints.h"
#include "core/probe/runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
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

// What the pages bind to: one checkup after another, and its outcome. Each run has a thread of its
// own, so that nothing its probes meet can make a window wait. Lives on the GUI thread.
class Session : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Checking, Finished, Cancelled };
    Q_ENUM(State)

    explicit Session(MakeProbeSource makeSource, Limits limits = {}, QObject* parent = nullptr);
    // Gives a run that is still under way goodbyeMs to end; a stuck one is left to end by itself.
    ~Session() override;

    // Another one, with the same probes and bounds, that knows nothing of this one's runs.
    std::unique_ptr<Session> another() const;

    State state() const { return m_state; }
    // Of the last run that ended; while one is under way, what it has seen so far and no verdict.
    const Evidence& evidence() const { return m_evidence; }
    const Diagnosis& diagnosis() const { return m_diagnosis; }

    void check();  // starts over, ending what runs
    void cancel(); // the state is Cancelled when this returns; without a run nothing happens
    // Shows a saved run in place of a new one.
    void show(const Evidence& evidence);
    void show(const Evidence& evidence, const Diagnosis& diagnosis);

    static constexpr int goodbyeMs = 200;

signals:
    void stateChanged(reconnect::Session::State state);
    void expected(const QList<reconnect::Observation>& rows); // all rows of this run, NotRun
    void observed(const reconnect::Observation& observation);
    void progressed(int done, int total);

private:
    void abandon(); // ends the run, if any; nothing is heard of it any more
    void enter(State state);

    MakeProbeSource m_makeSource;
    Limits m_limits;
    State m_state = State::Idle;
    Evidence m_evidence;
    Diagnosis m_diagnosis;
    QList<Observation> m_expected; // by this run, answered or not
    QElapsedTimer m_clock;
    QPointer<QThread> m_thread; // of the latest run; deletes itself when it ends
    // Hears the run. Without it the run stops, and what is already on its way to us is dropped.
    std::unique_ptr<QObject> m_ear;
};

} // namespace reconnect
