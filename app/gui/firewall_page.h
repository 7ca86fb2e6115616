#pragma once

#include "app/gui/guided_page.h"

namespace reconnect {

// Stage 2: what on this computer may block Zoom.
class FirewallPage : public GuidedPage {
    Q_OBJECT

public:
    FirewallPage(Session& session, const Progress& progress, QWidget* parent = nullptr);
};

} // namespace reconnect
