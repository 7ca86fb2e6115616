#include "platform/macos/panels/panel_addresses.h"

namespace reconnect::macos {
namespace {

// From 13 on, and before it.
struct Pane {
    const char* settings;
    const char* preferences;
};

Pane paneOf(Panel panel)
{
    switch (panel) {
    case Panel::Network:
        return {"com.apple.Network-Settings.extension", "com.apple.preference.network"};
    case Panel::Proxy:
        return {"com.apple.Network-Settings.extension?Proxies",
                "com.apple.preference.network?Proxies"};
    case Panel::Firewall:
        return {"com.apple.Network-Settings.extension?Firewall",
                "com.apple.preference.security?Firewall"};
    case Panel::Clock:
        return {"com.apple.Date-Time-Settings.extension", "com.apple.preference.datetime"};
    case Panel::Apps:
        break;
    }
    return {};
}

QStringList address(const char* pane)
{
    return {QStringLiteral("x-apple.systempreferences:") + QString::fromLatin1(pane)};
}

} // namespace

QList<QStringList> panelAddresses(Panel panel, int major)
{
    constexpr int firstSettings = 13;
    // What is installed is a folder, and an app is removed there.
    if (panel == Panel::Apps)
        return {{QStringLiteral("/Applications")}};
    const Pane pane = paneOf(panel);
    const bool hasSettings = major == 0 || major >= firstSettings;
    return {address(hasSettings ? pane.settings : pane.preferences),
            {QStringLiteral("-b"), QStringLiteral("com.apple.systempreferences")}};
}

} // namespace reconnect::macos
