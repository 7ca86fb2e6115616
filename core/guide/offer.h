#pragma once

#include "core/guide/stage_state.h"
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
        WriteToIt,   // copy the report, and say so
        Repair,      // carry `fix` out, as `promise` says
        WatchRouter, // while the person restarts it
    };
    Action action = Action::CheckAgain;
    QString label;
    Stage stage = Stage::Checks;
    Panel panel = Panel::Network;
    QUrl page;
    Fix fix = Fix::RestartZoom;
    QString promise;        // what the fix will do, for the person to read before the click
    bool reversible = true; // what it does can be taken back
};

// Pure. `evidence` gives the sign-in page its address, and a fix its plan.
Offer offerFor(const Finding& finding, const Evidence& evidence, const Able& able = {});

// The fixes that a stage holds and this computer can have, least invasive first, whether or not a
// cause asks for them. Pure.
QList<Offer> repairsFor(Stage stage, const Evidence& evidence, const Able& able);

} // namespace reconnect
