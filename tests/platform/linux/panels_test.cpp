#include "platform/linux/panels/panel_commands.h"
#include "tests/catch.h"

using namespace reconnect;

TEST_CASE("panels: each desktop's own settings come first, others' are still tried")
{
    for (const auto panel : {Panel::Network, Panel::Proxy, Panel::Clock, Panel::Apps}) {
        const QList<QStringList> gnome = panelCommands(panel, QStringLiteral("ubuntu:GNOME"));
        const QList<QStringList> plasma = panelCommands(panel, QStringLiteral("KDE"));
        REQUIRE_FALSE(gnome.isEmpty());
        REQUIRE_FALSE(plasma.isEmpty());
        CHECK(gnome.first().first().startsWith(QStringLiteral("gnome-")));
        CHECK_FALSE(plasma.first().first().startsWith(QStringLiteral("gnome-")));
        CHECK(plasma.contains(gnome.first()));
    }
    CHECK(panelCommands(Panel::Firewall, QString()).contains(QStringList{QStringLiteral("gufw")}));
}
