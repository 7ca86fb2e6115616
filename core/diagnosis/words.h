#pragma once

#include "core/diagnosis/diagnosis.h"

namespace reconnect {

// What a person reads about a finding; the same in the wizard, the CLI and the report.
struct Words {
    QString headline; // one sentence that names the cause
    QString why;      // one line: the evidence, or what to do next
    QString action;   // the main button's words
};

// Translated; English with LANG=C.
Words wordsFor(const Finding& finding);

// One row of evidence for people: "zoom.us:443 was refused after 12 ms".
QString sentenceFor(const Observation& observation);
QString nameOf(Outcome outcome); // "fine", "blocked", "no answer", …
QString nameOf(Layer layer);     // "Names (DNS)"
QString nameOf(Fix fix);         // "Turn the proxy off"

} // namespace reconnect
