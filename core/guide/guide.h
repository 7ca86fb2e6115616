#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/ports/settings_panels.h"

#include <optional>

namespace reconnect {

// Things a person does themselves, in order. `panel` is the settings panel they happen in.
struct Steps {
    QString heading;
    QStringList steps;
    QString caveat; // what these steps can't do, where honesty asks for it
    std::optional<Panel> panel;
};

// One stage of the guide, in words.
struct StageGuide {
    Stage stage = Stage::Checks;
    QString name;     // on the rail: "Firewall and antivirus"
    QString question; // the page's title, as a person would ask it
    QString checks;   // what is looked at here, in one sentence
};

// The order of the pages. Stage::Escalate is the last one, Finish.
const QList<Stage>& stages();
StageGuide guideFor(Stage stage);

// "Do it yourself" for the system `os` ("windows", "macos", anything else is taken as Linux).
QList<Steps> stepsFor(Stage stage, const QString& os);
// The same, with those for what was found on this computer in place of the general ones.
QList<Steps> stepsFor(Stage stage, const QString& os, const Evidence& evidence);
// How to make an exception for Zoom in the security programs that were found, or in any.
QList<Steps> exceptionSteps(const QString& os, const Evidence& evidence);
// The steps that fit this very cause; none where those of its stage say it all.
std::optional<Steps> stepsFor(Cause cause, const QString& os);

} // namespace reconnect
