#include "core/probe/working_proxy.h"

#include <QTimer>

namespace reconnect {

void WorkingProxy::found(const QString& host, quint16 port)
{
    if (m_settled)
        return;
    m_address = ProxyAddress{host, port};
    settle();
}

void WorkingProxy::noneLeft()
{
    if (!m_settled)
        settle();
}

void WorkingProxy::whenSettled(QObject* context, Done done)
{
    if (m_settled)
        QTimer::singleShot(0, context,
                           [address = m_address, done = std::move(done)] { done(address); });
    else
        connect(this, &WorkingProxy::settled, context, [this, context, done = std::move(done)] {
            QTimer::singleShot(0, context, [address = m_address, done] { done(address); });
        });
}

void WorkingProxy::settle()
{
    m_settled = true;
    emit settled();
}

} // namespace reconnect
