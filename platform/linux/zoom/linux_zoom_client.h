#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/zoom_client.h"

namespace reconnect::linux_os {

// Where to look; tests give folders of their own.
struct ZoomPlaces {
    QString root; // before every absolute path; "" for the real ones
    QString home; // of the person; "" where there is none
};

// The Zoom client in every form it comes in: deb, rpm, pacman, flatpak, snap and archive. Asks the
// package tools that are there, each within a bound; flatpak and snap by their folders alone,
// because their tools can hang. A check of the files that takes too long is left unmade.
class LinuxZoomClient : public ZoomClient {
public:
    LinuxZoomClient(CommandRunner& runner, ZoomPlaces places);

    void inspect(QObject* context, Done done) override;

private:
    CommandRunner& m_runner;
    ZoomPlaces m_places;
};

} // namespace reconnect::linux_os
