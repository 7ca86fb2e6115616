#pragma once

#include "core/result.h"

#include <QList>
#include <QStringList>

namespace reconnect {

// One process of the client that belongs to this user.
struct ClientProcess {
    qint64 pid = 0;
    QString program; // the path of what it runs, as that process sees it
};

// The client's processes, told by the program they run and not by a name that any program can
// take. Filled by native/.
class ClientProcesses {
public:
    virtual ~ClientProcesses() = default;

    virtual QList<ClientProcess> running() = 0;
    // Asks it to end, or ends it. Nothing where it is gone, or has become another program.
    virtual void end(const ClientProcess& process, bool firmly) = 0;
    // Starts a program that lives on without us, in a session of its own. Error: NotFound.
    virtual Result<void> start(const QStringList& command) = 0;
};

// How long the client is waited for.
struct EndPatience {
    int politeMs = 5000; // to leave a meeting and write what there is to write
    int firmMs = 2000;
};

// Ends every process of the client, politely and then firmly. Blocks. Error: TimedOut, where one
// of them is left; the detail names it.
Result<void> endClient(ClientProcesses& processes, const EndPatience& patience);

} // namespace reconnect
