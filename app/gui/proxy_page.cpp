#include "app/gui/proxy_page.h"

namespace reconnect {

ProxyPage::ProxyPage(Session& session, const Progress& progress, QWidget* parent)
    : GuidedPage(Stage::Proxy, session, progress, parent)
{
}

} // namespace reconnect
