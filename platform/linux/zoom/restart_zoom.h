#pragma once

#include "core/ports/deed.h"
#include "platform/linux/zoom/client_processes.h"
#include "platform/linux/zoom/linux_zoom_client.h"

namespace reconnect::linux_os {

// Ends this user's client, politely and then firmly, and starts it in the way in which it is
// installed. Where it does not run, it is just started.
class ZoomRestarter : public Deed {
public:
    struct Patience {
        int politeMs = 5000; // to leave a meeting and write what there is to write
        int firmMs = 2000;
    };
    // `isAdministrator`: this process is one's, and must not start a client for the person.
    ZoomRestarter(ClientProcesses& processes, ZoomPlaces places, bool isAdministrator);
    ZoomRestarter(ClientProcesses& processes, ZoomPlaces places, bool isAdministrator,
                  Patience patience);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Person; }
    // NotFound where no client is installed; TimedOut where it would not end, and then it is not
    // started a second time.
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    bool ended(bool firmly, int timeoutMs);

    ClientProcesses& m_processes;
    ZoomPlaces m_places;
    bool m_isAdministrator;
    Patience m_patience;
};

// How the client is started: in the way of the one that ran (its program), or else of what is
// installed. Empty where there is none.
QStringList startCommand(const QString& ranAs, const ZoomPlaces& places);

} // namespace reconnect::linux_os
