#pragma once

#include "core/ports/tools.h"
#include "platform/macos/zoom/zoom_apps.h"
#include "platform/zoom/client_processes.h"

namespace reconnect::macos {

// The client's processes, through ps, osascript, kill and open.
class MacClientProcesses : public ClientProcesses {
public:
    // Whose client it is, and whether this process is one of their session: another may not speak
    // to the app, and just asks it to end by a signal.
    struct Person {
        quint32 user = 0;
        bool isHere = true;
    };
    MacClientProcesses(Tools& tools, ZoomFolders folders, Person person);

    // Nothing where ps can't be asked.
    QList<ClientProcess> running() override;
    // The app is asked to quit, as its menu does; its other programs by SIGTERM. What does not
    // understand it is asked by SIGTERM too.
    void end(const ClientProcess& process, bool firmly) override;
    Result<void> start(const QStringList& command) override;

private:
    QStringList apps() const;
    bool isStill(const ClientProcess& process);

    Tools& m_tools;
    ZoomFolders m_folders;
    Person m_person;
};

} // namespace reconnect::macos
