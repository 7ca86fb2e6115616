#pragma once

#include "core/result.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <functional>

namespace reconnect {

// One installation of the Zoom client.
struct ZoomInstall {
    QString kind;    // "deb", "rpm", "flatpak", "snap", "archive", "exe", "msi", "pkg", …
    QString version; // "6.7.5.6891"; empty when it can't be told
    QString path;
    QStringList damagedFiles; // files that are missing or not what Zoom shipped
    bool integrityChecked = false;
};

struct ZoomClientState {
    QList<ZoomInstall> installs;
    bool running = false;
    // Of package that this system installs: "deb", "rpm", "exe", "pkg"; empty where none of these.
    QString kindHere;
    // What NetworkManager tells Zoom on Linux, which asks it: "connected", "disconnected", or
    // empty where there is no such service. So on Windows: nothing shows that Zoom there asks the
    // network list manager, which moreover calls many a filtered network offline.
    QString connectivity;
    // The file by which an organisation manages the client, where there is one; it wins over the
    // person's own settings.
    QString policy;
};

class ZoomClient {
public:
    using Done = std::function<void(const Result<ZoomClientState>&)>;

    virtual ~ZoomClient() = default;

    // Answers once, on the calling thread's event loop; never after `context` is gone.
    virtual void inspect(QObject* context, Done done) = 0;
};

} // namespace reconnect
