#pragma once

#include "core/probe/observation.h"

#include <QElapsedTimer>
#include <QObject>

namespace reconnect {

// One question, asked without waiting. Subclasses own their sockets; destroying a probe ends
// everything it started. Lives on one thread with an event loop; never blocks it.
class Probe : public QObject {
    Q_OBJECT

public:
    // An observation filled with its name, so that a probe that is cut short still has a row.
    explicit Probe(Observation blank, QObject* parent = nullptr);

    const Observation& blank() const { return m_blank; }

    // Begins; observed() and then finished() follow later, never from within start().
    // expired() is called when timeoutMs have passed and the probe has not finished.
    void start(int timeoutMs);

signals:
    // May come several times (one per address, say), each with an id of its own.
    void observed(const reconnect::Observation& observation);
    void finished();

protected:
    // Starts the work. Answer with conclude(), or with report() for each and then conclude().
    virtual void run() = 0;
    // Time is up: give what is known by now with conclude(). The default concludes TimedOut.
    virtual void expired();

    Observation answer(Outcome outcome, const QString& error = {}, QJsonObject detail = {}) const;
    void report(const Observation& observation);
    void conclude(); // finished, with nothing more to say
    void conclude(const Observation& last);
    bool concluded() const { return m_concluded; }
    int elapsedMs() const;
    int timeoutMs() const { return m_timeoutMs; }

private:
    Observation m_blank;
    QElapsedTimer m_clock;
    int m_timeoutMs = 0;
    bool m_concluded = false;
};

} // namespace reconnect
