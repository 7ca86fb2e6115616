#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/fix/change.h"

#include <QSet>
#include <functional>

namespace reconnect {

// Where the person is in the guide.
enum class StageState {
    Waiting, // its turn has not come
    Checking,
    Fine,     // nothing here stops Zoom
    NeedsYou, // a cause lies here
    Fixed,
    Skipped, // needed the person, who went on without it
    CouldNotTell,
};

// What this program may do by itself: what this computer has the means for, nothing to one that is
// only known from a report, and nothing twice.
struct Able {
    std::function<bool(const Change&)> can; // empty: nothing
    QSet<Fix> tried;
};

// How far the guide has come, beside what was found.
struct Progress {
    enum class Checkup { NotStarted, Running, Over };
    Checkup checkup = Checkup::NotStarted;
    QSet<Stage> skipped;
    QSet<Stage> fixed;
    Able able;
};

// Pure. Fine is only said where what belongs to the stage was seen to be so, or where Zoom's
// servers answered, which no firewall or proxy in the way would have let happen.
StageState stateOf(Stage stage, const Evidence& evidence, const Diagnosis& diagnosis,
                   const Progress& progress);

QString nameOf(StageState state); // "needs you"

// The verdict and the other causes that are dealt with in this stage, the verdict first.
QList<Finding> findingsOf(Stage stage, const Diagnosis& diagnosis);
// What belongs to this stage, lowest layer first.
QList<Observation> observationsOf(Stage stage, const Evidence& evidence);

} // namespace reconnect
