#pragma once

#include <QAbstractSocket>
#include <QObject>
#include <QPointer>
#include <QSocketNotifier>
#include <functional>

namespace reconnect {

// Tells a reset connection (RST) from one that the other side closed (FIN). Qt folds both into
// RemoteHostClosedError, but the event loop sees more: a reset also wakes a notifier for
// exceptional conditions. Ask for it before the socket connects; it lives as its child.
// Where a system's event loop does not tell, the answer is "closed".
class ResetWatch : public QObject {
    Q_OBJECT

public:
    // The one of this socket: an event loop takes no second notifier for it.
    static ResetWatch* of(QAbstractSocket* socket);

    // For a slot on the socket's RemoteHostClosedError: answers once, from the event loop, when
    // everything this turn of it knew has been delivered; never after `context` is gone.
    void whenKnown(QObject* context, std::function<void(bool wasReset)> done);

private:
    explicit ResetWatch(QAbstractSocket* socket);
    void watch();
    void release();

    QAbstractSocket* m_socket;
    QPointer<QSocketNotifier> m_notifier;
    bool m_closing = false; // the last event of this socket may still be on its way
    bool m_reset = false;
};

} // namespace reconnect
