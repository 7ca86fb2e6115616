#pragma once

#include "core/guide/stage_state.h"

namespace reconnect {

// What was found for a stage, a line each, at most 12; a list for people and never a log. Pure.
QStringList foundIn(Stage stage, const Evidence& evidence);

// A stage's state as a sentence: "Nothing here stops Zoom."
QString sentenceFor(Stage stage, StageState state);

} // namespace reconnect
