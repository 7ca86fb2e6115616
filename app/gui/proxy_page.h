#pragma once

#include "app/gui/guided_page.h"

namespace reconnect {

// Stage 3: the proxies that are set, and whether they carry Zoom.
class ProxyPage : public GuidedPage {
    Q_OBJECT

public:
    ProxyPage(Session& session, const Progress& progress, QWidget* parent = nullptr);
};

} // namespace reconnect
