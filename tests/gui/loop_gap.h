#pragma once

#include <QElapsedTimer>
#include <QTimer>

namespace reconnect::test {

// The longest time in which the event loop of this thread did not turn.
class LoopGap {
public:
    LoopGap()
    {
        m_tick.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_tick, &QTimer::timeout, &m_tick, [this] {
            m_longestNs = std::max(m_longestNs, m_clock.nsecsElapsed());
            m_clock.start();
        });
        m_clock.start();
        m_tick.start(1);
    }

    void restart()
    {
        m_longestNs = 0;
        m_clock.start();
    }
    double longestMs() const { return double(m_longestNs) / 1e6; }

private:
    QTimer m_tick;
    QElapsedTimer m_clock;
    qint64 m_longestNs = 0;
};

} // namespace reconnect::test
