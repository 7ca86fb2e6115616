#pragma once

#include "platform/zoom/client_processes.h"

#include <functional>

namespace reconnect::windows_os {

// The client's processes in this session, told by the folder they run from.
// learn.microsoft.com/windows/win32/toolhelp/taking-a-snapshot-and-viewing-processes
class NativeZoomProcesses : public ClientProcesses {
public:
    // `folders`: absolute, with "/"; asked each time, because an install may come or go.
    explicit NativeZoomProcesses(std::function<QStringList()> folders);

    QList<ClientProcess> running() override;
    // Politely: its windows are asked to close, as by their cross.
    void end(const ClientProcess& process, bool firmly) override;
    Result<void> start(const QStringList& command) override;

private:
    std::function<QStringList()> m_folders;
};

} // namespace reconnect::windows_os
