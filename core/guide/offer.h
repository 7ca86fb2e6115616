#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/ports/settings_panels.h"

#include <QUrl>

namespace reconnect {

// What the main button of a verdict does. Its words are in `label`, and say just that.
struct Offer {
    enum class Action {
        ShowSteps, // go to `stage` and show what to do there
        OpenPanel, // `panel`
        OpenPage,  // `page`, in the browser
        CheckAgain,
        WriteToIt, // copy the report, and say so
    };
    Action action = Action::CheckAgain;
    QString label;
    Stage stage = Stage::Checks;
    Panel panel = Panel::Network;
    QUrl page;
};

// Pure. `evidence` gives the sign-in page its address.
Offer offerFor(const Finding& finding, const Evidence& evidence);

} // namespace reconnect
