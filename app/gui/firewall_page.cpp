#include "app/gui/firewall_page.h"

namespace reconnect {

FirewallPage::FirewallPage(Session& session, const Progress& progress, QWidget* parent)
    : GuidedPage(Stage::Firewall, session, progress, parent)
{
}

} // namespace reconnect
