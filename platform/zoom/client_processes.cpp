#include "platform/zoom/client_processes.h"

#include <QElapsedTimer>
#include <QThread>

namespace reconnect {
namespace {

constexpr int lookMs = 50;

bool ended(ClientProcesses& processes, bool firmly, int timeoutMs)
{
    QElapsedTimer clock;
    clock.start();
    // Anew each time: what one of them starts while it ends has to end too.
    QList<qint64> told;
    for (;;) {
        const QList<ClientProcess> left = processes.running();
        if (left.isEmpty())
            return true;
        if (clock.elapsed() > timeoutMs)
            return false;
        for (const ClientProcess& process : left) {
            if (!told.contains(process.pid))
                processes.end(process, firmly);
            told.append(process.pid);
        }
        QThread::msleep(lookMs);
    }
}

} // namespace

Result<void> endClient(ClientProcesses& processes, const EndPatience& patience)
{
    if (ended(processes, false, patience.politeMs) || ended(processes, true, patience.firmMs))
        return {};
    const QList<ClientProcess> left = processes.running();
    return left.isEmpty() ? Result<void>() : failure(ErrorCode::TimedOut, left.first().program);
}

} // namespace reconnect
