#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/fix/change.h"

namespace reconnect {

// What a fix will do on this computer, known before the click.
struct FixPlan {
    Fix fix = Fix::RestartZoom;
    QList<Change> changes;      // in this order; taken back in reverse
    QString promise;            // one or two sentences: what will be done, for before the click
    bool reversible = true;     // all changes are
    bool needsDownload = false; // the package of a ReinstallZoom is still to be fetched
};

// Pure. Errors: Unsupported where no change of this program does it (guided fixes, or a setting
// that only a running session holds); the detail says in words what the person can do instead.
// NotFound where the evidence names nothing to change.
//
// Where the rules of a firewall could not be read, there is a change for each product that is
// installed: the helper reads them, and has nothing to do for those that block nothing. A proxy
// that the session's environment names is turned off in the files that name the same.
Result<FixPlan> planFor(Fix fix, const Evidence& evidence);

} // namespace reconnect
