#pragma once

#include "core/diagnosis/diagnosis.h"

#include <QSet>

namespace reconnect {

// One row for all checks of a layer, so that a stressed person reads fifteen lines and not two
// hundred.
struct LayerSummary {
    enum class Standing {
        Waiting,
        Checking,
        Fine,
        Blamed,  // the verdict, or another cause, rests on it
        Uneven,  // some did not pass, and that stops nothing
        Follows, // nothing here can pass while the line is dead
        Skipped, // there was nothing to check
        CouldNotTell,
    };
    Standing standing = Standing::Waiting;
    QString words;      // "2 of 5 not right"
    int durationMs = 0; // until its last answer
};

// What a diagnosis says of the rows.
struct Blame {
    QSet<QString> ids;     // the verdict and the other causes rest on them
    bool lineDead = false; // the verdict is one that lets no packet out, or none back in
};
Blame blameOf(const Diagnosis& diagnosis);

// `rows`: those of one layer. `running`: whether answers may still come. Pure.
LayerSummary summarize(const QList<Observation>& rows, const Blame& blame, bool running);

} // namespace reconnect
