#pragma once

#include "core/ports/deed.h"
#include "platform/zoom/client_processes.h"

#include <functional>

namespace reconnect {

// Ends this user's client, politely and then firmly, and starts it in the way in which it is
// installed. Where it does not run, it is just started.
class ZoomRestarter : public Deed {
public:
    // How the client is started: in the way of the one that ran (its program; empty where none
    // did), or else of what is installed. Empty where there is none.
    using StartCommand = std::function<QStringList(const QString& ranAs)>;

    // `isAdministrator`: this process is one's, and must not start a client for the person.
    ZoomRestarter(ClientProcesses& processes, StartCommand startCommand, bool isAdministrator,
                  EndPatience patience = {});

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Person; }
    // NotFound where no client is installed; TimedOut where it would not end, and then it is not
    // started a second time.
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    ClientProcesses& m_processes;
    StartCommand m_startCommand;
    bool m_isAdministrator;
    EndPatience m_patience;
};

} // namespace reconnect
