#pragma once

#include "core/ports/command_runner.h"
#include "platform/zoom/client_processes.h"

#include <optional>

namespace reconnect::macos {

// All processes, or one: `ps -axww -o pid=,uid=,comm=`. Of "comm" macOS prints the whole path of
// the program (ps(1) of macOS: "command name", in practice the path it was started by).
Command askProcesses(std::optional<qint64> pid = {});

// Those of `user` that run from one of these apps, of what ps printed; lines of another form are
// left aside. Pure.
QList<ClientProcess> processesFrom(const QByteArray& listing, quint32 user,
                                   const QStringList& apps);

} // namespace reconnect::macos
