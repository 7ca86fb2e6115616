#include "platform/windows/panels/panel_calls.h"

namespace reconnect::windows_os {

QList<PanelCall> panelCalls(Panel panel, const QString& systemFolder)
{
    const auto ways = [&](const char* address, const char* control) {
        return QList<PanelCall>{
            {QString::fromLatin1(address), {}},
            {systemFolder + QStringLiteral("\\control.exe"), QString::fromLatin1(control)}};
    };
    switch (panel) {
    case Panel::Network:
        return ways("ms-settings:network-status", "/name Microsoft.NetworkAndSharingCenter");
    case Panel::Proxy:
        return ways("ms-settings:network-proxy", "inetcpl.cpl,,4");
    case Panel::Firewall:
        return ways("windowsdefender://network", "/name Microsoft.WindowsFirewall");
    case Panel::Clock:
        return ways("ms-settings:dateandtime", "timedate.cpl");
    case Panel::Apps:
        return ways("ms-settings:appsfeatures", "appwiz.cpl");
    }
    return {};
}

} // namespace reconnect::windows_os
