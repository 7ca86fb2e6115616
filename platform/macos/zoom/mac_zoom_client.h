#pragma once

#include "core/ports/zoom_client.h"
#include "platform/macos/zoom/zoom_apps.h"

namespace reconnect::macos {

// The Zoom client of the computer and of the person: by the app's folder, its version by plutil,
// whether it runs by ps, whether it is whole by codesign. A check of the files that takes too long
// is left unmade. The policy of an organisation (us.zoom.config.plist, which wins over the person's
// settings: support.zoom.us/hc/en-us/articles/115001799006) is told of, and never touched.
class MacZoomClient : public ZoomClient {
public:
    MacZoomClient(CommandRunner& runner, ZoomFolders folders, quint32 user);

    void inspect(QObject* context, Done done) override;

private:
    CommandRunner& m_runner;
    ZoomFolders m_folders;
    quint32 m_user;
};

} // namespace reconnect::macos
