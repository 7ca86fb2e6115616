#include "core/guide/steps.h"
#include "core/tr.h"

namespace reconnect::steps {
namespace {

// Beside what a person does: what they keep.
QString recordingsStay(const QString& folder)
{
    return tr("Your recordings in %1 stay where they are.").arg(folder);
}

QList<Steps> windows()
{
    return {{tr("Remove Zoom"),
             {tr("Open Settings, Apps, Installed apps."),
              tr("Find Zoom, click the dots beside it, and choose Uninstall.")},
             recordingsStay(tr("Documents\\Zoom")),
             Panel::Apps},
            {tr("Install the latest Zoom"),
             {tr("Download it from zoom.us/download, and from nowhere else."),
              tr("Before opening it, right-click the file and choose Properties, Digital "
                 "Signatures: the name there is Zoom Communications, Inc."),
              tr("Open it and follow it to the end.")},
             {},
             {}}};
}

QList<Steps> macOs()
{
    return {{tr("Remove Zoom"),
             {tr("Open Zoom, click zoom.us in the menu bar, and choose Uninstall Zoom."),
              tr("Without that entry: quit Zoom and drag zoom.us from Applications to the Bin.")},
             recordingsStay(tr("Documents/Zoom")),
             Panel::Apps},
            {tr("Install the latest Zoom"),
             {tr("Download it from zoom.us/download, and from nowhere else."),
              tr("Open the package and click the lock at the top right: the certificate is Zoom's, "
                 "with BJ4HAAB9B3 in it."),
              tr("Follow it to the end.")},
             {},
             {}}};
}

QList<Steps> linuxSystems()
{
    return {{tr("Update, where Zoom came from a store"),
             {tr("Flatpak: run \"flatpak update us.zoom.Zoom\"."),
              tr("Snap: run \"sudo snap refresh zoom-client\", then \"sudo snap connect "
                 "zoom-client:network-manager\".")},
             {},
             {}},
            {tr("Remove and install, where it came as a package"),
             {tr("Remove it: \"sudo apt remove zoom\" or \"sudo dnf remove zoom\"."),
              tr("Download the latest from zoom.us/download, and from nowhere else."),
              tr("The package is signed. The key's fingerprint ends in CC4F2197399706AC24."),
              tr("Install it: \"sudo apt install ./zoom_amd64.deb\" or \"sudo dnf install "
                 "./zoom_x86_64.rpm\".")},
             recordingsStay(tr("Documents/Zoom")),
             Panel::Apps}};
}

} // namespace

QList<Steps> reinstall(const QString& os)
{
    switch (systemOf(os)) {
    case System::Windows:
        return windows();
    case System::MacOs:
        return macOs();
    case System::Linux:
        break;
    }
    return linuxSystems();
}

} // namespace reconnect::steps
