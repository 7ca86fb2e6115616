#include "core/net/reset_watch.h"

#include <QAbstractEventDispatcher>
#include <QTimer>

namespace reconnect {

ResetWatch* ResetWatch::of(QAbstractSocket* socket)
{
    if (auto* known = socket->findChild<ResetWatch*>(QString(), Qt::FindDirectChildrenOnly))
        return known;
    return new ResetWatch(socket);
}

ResetWatch::ResetWatch(QAbstractSocket* socket)
    : QObject(socket)
    , m_socket(socket)
{
    connect(socket, &QAbstractSocket::connected, this, &ResetWatch::watch);
    connect(socket, &QAbstractSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) {
                if (error != QAbstractSocket::RemoteHostClosedError)
                    release();
                else
                    m_closing = true;
            });
    connect(socket, &QAbstractSocket::stateChanged, this,
            [this](QAbstractSocket::SocketState state) {
                if (state == QAbstractSocket::UnconnectedState && !m_closing)
                    release();
            });
    // The descriptor is closed by now. The event loop must not poll it again, and this is the last
    // moment before it does; some event loops deliver posted events only after.
    if (auto* dispatcher = QAbstractEventDispatcher::instance(thread()))
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
            if (m_closing)
                release();
        });
}

void ResetWatch::whenKnown(QObject* context, std::function<void(bool)> done)
{
    QTimer::singleShot(0, context, [self = QPointer(this), done = std::move(done)] {
        if (self)
            self->release();
        done(self && self->m_reset);
    });
}

void ResetWatch::watch()
{
    m_notifier =
        new QSocketNotifier(m_socket->socketDescriptor(), QSocketNotifier::Exception, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        m_reset = true;
        release();
    });
}

void ResetWatch::release()
{
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier->deleteLater();
        m_notifier = nullptr;
    }
}

} // namespace reconnect
