#pragma once

#include <QElapsedTimer>
#include <QTimer>

namespace reconnect {

// Whether this program keeps pace with what it measures. While its thread is kept from running, by
// a busy computer or by a system call that should not wait, answers lie there unread and look late.
// Lives on the thread it watches.
class Pace {
public:
    Pace();

    void start();
    void stop();
    // How long in all the thread was kept from running since start(), in ms; without the pauses of
    // under 50 ms that any computer takes.
    int heldUpMs() const;

private:
    qint64 pauseMs() const; // the one that may be under way

    QTimer m_beat;
    QElapsedTimer m_sinceBeat;
    qint64 m_heldUpMs = 0;
};

} // namespace reconnect
