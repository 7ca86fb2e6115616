#pragma once

#include "core/ports/zoom_client.h"
#include "platform/windows/zoom/zoom_installs.h"
#include "platform/zoom/client_processes.h"

#include <memory>

namespace reconnect::windows_os {

// What the client is looked at with. Shared, because a look that hangs is left behind and still
// uses it.
struct ZoomLook {
    std::shared_ptr<const RegistryReader> registry;
    std::shared_ptr<const SignedFiles> files;
    std::shared_ptr<ClientProcesses> processes;
    ZoomFolders folders;
    bool arePersons = true; // the folders and keys are those of the person who is signed in
};

// The Zoom client for one person and for the computer. Looks on a thread of its own, and answers
// with what is known when the time is over: a check of the files that takes too long is left
// unmade. Errors: TimedOut, where not even the installs could be found by then; NotPermitted, where
// none is for the computer and the person's own can't be seen.
class WindowsZoomClient : public ZoomClient {
public:
    static constexpr int timeoutMs = 3500; // within a probe's limit
    explicit WindowsZoomClient(ZoomLook look, int limitMs = timeoutMs);

    void inspect(QObject* context, Done done) override;

private:
    ZoomLook m_look;
    int m_limitMs;
};

} // namespace reconnect::windows_os
