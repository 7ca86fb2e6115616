#pragma once

#include "core/fix/change.h"

namespace reconnect {

// Why a change could not be made, or taken back, as one plain sentence, the same in the wizard and
// the CLI: "The disk is full, so nothing was changed." The detail is left to whoever looks closer,
// but for Unsupported, where it tells a person what to do by hand.
QString sentenceFor(const Error& error, const Change& change);

// The same for taking back: "Somebody else has changed it since, so it was left alone."
QString undoSentenceFor(const Error& error, const Change& change);

// Why a change could not be dismissed: "The disk is full, so it stays listed."
QString dismissSentenceFor(const Error& error);

// What to do where this runs as somebody else than whose settings are wanted.
QString startAsThePerson();

} // namespace reconnect
