#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/fix/change.h"

namespace reconnect {

// What a fix will do on this computer, known before the click.
struct FixPlan {
    Fix fix = Fix::RestartZoom;
    QList<Change> changes;      // in this order; taken back in reverse
    QString promise;            // one or two sentences: what will be done
    bool reversible = true;     // all changes are
    bool needsDownload = false; // the package of a ReinstallZoom is still to be fetched
};

// Pure. Errors: Unsupported where no change of this program does it (guided fixes, or a setting
// that only a running session holds); the detail says in words what the person can do instead.
// NotFound where the evidence names nothing to change.
Result<FixPlan> planFor(Fix fix, const Evidence& evidence);

} // namespace reconnect
