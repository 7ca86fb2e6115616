#pragma once

#include "app/session/repairs.h"

namespace reconnect {

// The JSON of `fix --json` and `undo --json` (schema 1); core/fix/CONTRACT.md tells of it.

// `before` is the verdict that the plan was made from.
QJsonObject planJson(const PreparedFix& fix, const Diagnosis& before);
// `last` is the verdict of the last checkup there was, after the fix or before it.
QJsonObject outcomeJson(Fix fix, const FixOutcome& outcome, const Diagnosis& last);
QJsonObject changesJson(const QList<MadeChange>& changes, const QList<Error>& damaged);
QJsonObject undoneJson(const QList<Undone>& results, const QList<Error>& damaged);
QJsonObject dismissedJson(const Undone& result);

QString damageSentence(); // of a file in a journal that is none

QString token(FixOutcome::Ending ending); // "kept", "taken-back", …
QString token(Standing standing);         // "undoable", …

} // namespace reconnect
