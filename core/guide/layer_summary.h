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
        Skipped, // there was nothing to check
        CouldNotTell,
    };
    Standing standing = Standing::Waiting;
    QString words;      // "2 of 5 not right"
    int durationMs = 0; // until its last answer
};

// `rows`: those of one layer. `blamed`: ids the causes rest on. `running`: whether answers may
// still come. Pure.
LayerSummary summarize(const QList<Observation>& rows, const QSet<QString>& blamed, bool running);

// The ids that the verdict and the other causes rest on.
QSet<QString> blamedBy(const Diagnosis& diagnosis);

} // namespace reconnect
