#include "app/gui/reinstall_page.h"

namespace reconnect {

ReinstallPage::ReinstallPage(Session& session, const Progress& progress, QWidget* parent)
    : GuidedPage(Stage::Reinstall, session, progress, parent)
{
}

} // namespace reconnect
