#include "platform/linux/panels/panel_commands.h"

namespace reconnect {
namespace {

using Commands = QList<QStringList>;

Commands gnome(Panel panel)
{
    const QString center = QStringLiteral("gnome-control-center");
    switch (panel) {
    case Panel::Network:
        return {{center, QStringLiteral("wifi")}};
    case Panel::Proxy:
        return {{center, QStringLiteral("network")}};
    case Panel::Clock:
        return {{center, QStringLiteral("datetime")}};
    case Panel::Apps:
        return {{QStringLiteral("gnome-software"), QStringLiteral("--mode=installed")}};
    case Panel::Firewall:
        break;
    }
    return {};
}

Commands plasma(Panel panel)
{
    const auto module = [](const QString& name) {
        return Commands{{QStringLiteral("systemsettings"), name},
                        {QStringLiteral("systemsettings5"), name}};
    };
    switch (panel) {
    case Panel::Network:
        return module(QStringLiteral("kcm_networkmanagement"));
    case Panel::Proxy:
        return Commands{{QStringLiteral("systemsettings"), QStringLiteral("kcm_proxy")},
                        {QStringLiteral("systemsettings5"), QStringLiteral("proxy")}};
    case Panel::Clock:
        return Commands{{QStringLiteral("systemsettings"), QStringLiteral("kcm_clock")},
                        {QStringLiteral("systemsettings5"), QStringLiteral("clock")}};
    case Panel::Firewall:
        return module(QStringLiteral("kcm_firewall"));
    case Panel::Apps:
        return {{QStringLiteral("plasma-discover"), QStringLiteral("--mode"),
                 QStringLiteral("Installed")}};
    }
    return {};
}

// What many desktops have, whichever they are.
Commands anywhere(Panel panel)
{
    switch (panel) {
    case Panel::Network:
        return {{QStringLiteral("nm-connection-editor")}};
    case Panel::Firewall:
        return {{QStringLiteral("gufw")}, {QStringLiteral("firewall-config")}};
    case Panel::Proxy:
    case Panel::Clock:
    case Panel::Apps:
        break;
    }
    return {};
}

} // namespace

QList<QStringList> panelCommands(Panel panel, const QString& desktop)
{
    // Desktops that are neither may still have one of them installed.
    const bool kde = desktop.contains(QLatin1String("KDE"));
    const Commands first = kde ? plasma(panel) : gnome(panel);
    const Commands second = kde ? gnome(panel) : plasma(panel);
    return first + anywhere(panel) + second;
}

} // namespace reconnect
