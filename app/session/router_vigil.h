#pragma once

#include "app/session/session.h"
#include "core/guide/router_watch.h"

#include <QTimer>

namespace reconnect {

// Watches a router that the person restarts: one checkup after another, of its own, until the
// internet is back or patience ends. Lives on the GUI thread.
class RouterVigil : public QObject {
    Q_OBJECT

public:
    struct Pace {
        int pauseMs = 1000;              // between two checkups
        int patienceMs = 10 * 60 * 1000; // for all of it
    };
    explicit RouterVigil(std::unique_ptr<Session> session, QObject* parent = nullptr);
    RouterVigil(std::unique_ptr<Session> session, Pace pace, QObject* parent = nullptr);

    bool isWatching() const { return m_isWatching; }
    // `evidence`: of the checkup that advised the restart. Starts over where it is watching.
    void start(const Evidence& evidence);
    void cancel(); // nothing is heard of it any more

signals:
    void seen(const reconnect::RouterWatch& watch);  // at the start, and whenever it has changed
    void ended(const reconnect::RouterWatch& watch); // not where it was cancelled

private:
    void follow();
    void end();

    std::unique_ptr<Session> m_session;
    Pace m_pace;
    QTimer m_pause;
    QTimer m_patience;
    RouterWatch m_watch;
    bool m_isWatching = false;
};

} // namespace reconnect
