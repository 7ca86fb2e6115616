#pragma once

#include "core/diagnosis/diagnosis.h"

namespace reconnect::test {

// A run as it may look, with a verdict put into it: no more true than a page needs.
struct MadeUp {
    Evidence evidence;
    Diagnosis diagnosis;
};

MadeUp madeUp(Cause cause);
// Two independent causes and a note.
MadeUp madeUpPair();
// Names, rules and paths as long as a stranger can make them.
MadeUp madeUpLong();
QList<Cause> allCauses();

} // namespace reconnect::test
