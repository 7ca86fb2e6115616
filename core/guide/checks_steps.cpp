#include "core/guide/steps.h"
#include "core/tr.h"

namespace reconnect::steps {
namespace {

QString quitZoom(System system)
{
    switch (system) {
    case System::Windows:
        return tr("Right-click the Zoom icon near the clock and choose Exit.");
    case System::MacOs:
        return tr("Click zoom.us in the menu bar and choose Quit Zoom.");
    case System::Linux:
        break;
    }
    return tr("Right-click the Zoom icon in the panel and choose Exit. Without an icon, close "
              "Zoom's windows.");
}

QString restartComputer(System system)
{
    switch (system) {
    case System::Windows:
        return tr("Choose Start, Power, Restart. Shut down is not the same: it keeps part of "
                  "Windows as it was.");
    case System::MacOs:
        return tr("Choose the Apple menu, Restart.");
    case System::Linux:
        break;
    }
    return tr("Choose Restart in the system menu.");
}

} // namespace

System systemOf(const QString& os)
{
    if (os == QLatin1String("windows"))
        return System::Windows;
    return os == QLatin1String("macos") ? System::MacOs : System::Linux;
}

QList<Steps> checks(const QString& os)
{
    const System system = systemOf(os);
    return {
        {tr("See whether the internet is there"),
         {tr("Open two or three sites you don't often visit in a browser."),
          tr("If none opens, the connection is the trouble, not Zoom.")},
         {},
         Panel::Network},
        {tr("See whether Zoom itself is up"),
         {tr("Open status.zoom.us in a browser, or on a phone."),
          tr("If it shows an outage, only waiting helps.")},
         {},
         {}},
        {tr("Restart Zoom"), {quitZoom(system), tr("Open Zoom and try to join again.")}, {}, {}},
        {tr("Restart the computer"),
         {tr("Save what you are working on."), restartComputer(system)},
         {},
         {}},
        {tr("Restart the router"),
         {tr("Unplug the router from power, and the modem if it is a box of its own."),
          tr("Wait half a minute, then plug them in again, the modem first."),
          tr("Wait until the lights are steady, two or three minutes, and check again.")},
         tr("Everyone on this network is offline meanwhile."),
         {}},
    };
}

QList<Steps> escalate()
{
    return {
        {tr("Ask who runs the network"),
         {tr("Copy the report and paste it into a message to your IT department. At home, your "
             "internet provider is the one to ask."),
          tr("They need to allow TCP 80 and 443 and UDP 443 to *.zoom.us and *.zoom.com."),
          tr("For sound and picture: TCP 8801 and 8802, UDP 3478, 3479 and 8801 to 8810 to "
             "Zoom's addresses.")},
         {},
         {}},
        {tr("Join the meeting another way meanwhile"),
         {tr("Join by phone: the numbers are in the invitation."),
          tr("Join with the Zoom app on a phone that uses mobile data, not this Wi-Fi."),
          tr("Connect this computer to a phone's hotspot.")},
         {},
         {}},
    };
}

} // namespace reconnect::steps
