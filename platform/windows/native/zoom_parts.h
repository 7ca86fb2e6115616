#pragma once

#include "core/fix/apply.h"
#include "core/fix/fix_runner.h"
#include "core/ports/tools.h"
#include "platform/windows/native/file_names.h"
#include "platform/windows/native/installer_files.h"
#include "platform/windows/zoom/reinstall_zoom.h"
#include "platform/windows/zoom/windows_zoom_client.h"

namespace reconnect::windows_os {

// What looks at the client, on this computer and for this person.
ZoomLook zoomLook();

// What changes the client, on this computer and for this person.
class ZoomParts {
public:
    explicit ZoomParts(Tools& tools);

    // Both the tools and these parts outlive the adapters.
    void addTo(Adapters& adapters);

private:
    ReinstallMeans means(const QString& store, bool isForAll);

    Tools& m_tools;
    ZoomLook m_look = zoomLook();
    NativeFileNames m_names;
    NativeInstallerFiles m_installers;
};

// Downloads and checks Zoom's installer.
FixRunner::Fetch zoomFetch();

} // namespace reconnect::windows_os
