#include "core/guide/steps.h"
#include "core/tr.h"

namespace reconnect::steps {
namespace {

QString backOn()
{
    return tr("If Zoom still doesn't connect, turn it on again: it wasn't the cause.");
}

QList<Steps> turnOff(System system)
{
    const QString heading = tr("Turn the proxy off to try without it");
    switch (system) {
    case System::Windows:
        return {
            {heading,
             {tr("Open Settings, Network & internet, Proxy."),
              tr("Under Manual proxy setup, turn \"Use a proxy server\" off. Windows 11 has that "
                 "switch behind Edit."),
              tr("If \"Use setup script\" is on, turn it off too."),
              tr("A VPN that is connected has a proxy of its own, in its Advanced options."),
              tr("Check again, or restart Zoom."), backOn()},
             {},
             Panel::Proxy}};
    case System::MacOs:
        return {{heading,
                 {tr("Open System Settings, Network, and the connection that is in use."),
                  tr("Click Details, Proxies. On macOS 12 it is System Preferences, Network, "
                     "Advanced, Proxies."),
                  tr("Note which ones are on, then turn each of them off and click OK."),
                  tr("Check again, or restart Zoom."), backOn()},
                 {},
                 Panel::Proxy}};
    case System::Linux:
        break;
    }
    return {{heading,
             {tr("GNOME: open Settings, Network, Network Proxy, and turn it off."),
              tr("KDE Plasma: open System Settings, Network, Proxy, and choose No Proxy."),
              tr("Check again, or restart Zoom."), backOn()},
             {},
             Panel::Proxy},
            {tr("Take a proxy out of the environment"),
             {tr("Look for HTTPS_PROXY and https_proxy in /etc/environment and in .profile in "
                 "your home folder."),
              tr("Put a # before such a line, save the file, and sign out and in again.")},
             tr("To undo it, take the # away."),
             {}}};
}

} // namespace

QList<Steps> proxy(const QString& os)
{
    QList<Steps> list = turnOff(systemOf(os));
    list.append({tr("At a company, school or university"),
                 {tr("Leave the proxy on: without it nothing may work there."),
                  tr("Ask the IT department for the right proxy settings, or to allow *.zoom.us "
                     "and *.zoom.com."),
                  tr("The report on the last page has what they need.")},
                 {},
                 {}});
    return list;
}

} // namespace reconnect::steps
