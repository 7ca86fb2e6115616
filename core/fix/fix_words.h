#pragma once

#include "core/fix/fix_runner.h"

namespace reconnect {

// What a person reads about fixing and taking back; the same in the wizard and the CLI.
// Translated; English with LANG=C.

// How a fix ended, as one or two sentences, without `said` and without what stays changed. An error
// without a change that failed is planFor's, whose detail is made for people.
QString sentenceFor(const FixOutcome& outcome);

// Beside an entry in a list of changes: "can be taken back", "somebody has changed it since", …
QString sentenceFor(Standing standing);

// What is asked before a fix that can't be taken back; empty where it can.
QString warningFor(const FixPlan& plan);

} // namespace reconnect
