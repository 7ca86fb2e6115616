#pragma once

#include <QObject>
#include <functional>
#include <optional>

namespace reconnect {

struct ProxyAddress {
    QString host; // a name, or a literal address
    quint16 port = 0;
};

// The first HTTP proxy of this run through which Zoom could be reached, for those who can't get
// out by themselves. The probes of the proxies fill it; others wait on it. One run, one thread.
class WorkingProxy : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(const std::optional<ProxyAddress>&)>;
    using QObject::QObject;

    // CONNECT through it works. The first one counts.
    void found(const QString& host, quint16 port);
    // Every proxy has been tried, or there is none; without this, those who wait do so until their
    // own time is up.
    void noneLeft();
    // Answers once, from the event loop, when it is decided; never after `context` is gone.
    void whenSettled(QObject* context, Done done);

signals:
    void settled(); // after either of the above, once

private:
    void settle();

    std::optional<ProxyAddress> m_address;
    bool m_settled = false;
};

} // namespace reconnect
