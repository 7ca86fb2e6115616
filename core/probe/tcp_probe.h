#pragma once

#include "core/probe/names.h"
#include "core/probe/probe.h"
#include "core/probe/role.h"

#include <QTcpSocket>

namespace reconnect {

// tcp:HOST:PORT. Connects to every address of the host at once.
class TcpProbe : public Probe {
    Q_OBJECT

public:
    struct Target {
        QString host; // a name, or a literal address
        quint16 port = 443;
        Role role = Role::Zoom;
        bool answers = true; // known to listen there; where false, silence proves nothing
    };

    TcpProbe(const Target& target, std::shared_ptr<Names> names);

    // How long the other addresses may take once one has connected: a SYN that got lost is sent
    // again after 1000 ms.
    static constexpr int graceMs = 1500;

protected:
    void run() override;
    void expired() override;

private:
    struct Try {
        QHostAddress address;
        QTcpSocket* socket = nullptr; // while it runs
        QString error;
        bool connected = false;
        int ms = 0;
    };

    void connectTo(const NameAnswer& answer);
    void settle(int index, bool connected, const QString& error);
    void finish();

    Target m_target;
    std::shared_ptr<Names> m_names;
    NameAnswer m_answer;
    QList<Try> m_tries;
    int m_pending = 0;
};

} // namespace reconnect
