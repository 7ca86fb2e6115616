#pragma once

#include "platform/zoom/client_processes.h"

namespace reconnect::linux_os {

class NativeClientProcesses : public ClientProcesses {
public:
    // `root`: before the folder of an ordinary install; "" for the real one.
    explicit NativeClientProcesses(QString root = {});

    QList<ClientProcess> running() override;
    void end(const ClientProcess& process, bool firmly) override;
    Result<void> start(const QStringList& command) override;

private:
    QString programOf(qint64 pid) const; // empty: not the client's, not ours, or gone

    QString m_root;
};

} // namespace reconnect::linux_os
