#pragma once

#include "app/gui/guided_page.h"

namespace reconnect {

// Stage 4: the Zoom that is installed, and how to put a sound one in its place.
class ReinstallPage : public GuidedPage {
    Q_OBJECT

public:
    ReinstallPage(Session& session, const Progress& progress, QWidget* parent = nullptr);
};

} // namespace reconnect
