#pragma once

#include "core/diagnosis/diagnosis.h"

namespace reconnect {

struct TextOptions {
    bool colour = false;     // ANSI, for a terminal
    bool everything = false; // every check, also those that had nothing to ask
};

// What a person reads: the verdict's sentence first, what to do, then the evidence. Translated.
// Ends with a line end; has no control characters but line ends and, where asked for, colour.
QString toText(const Evidence& evidence, const Diagnosis& diagnosis, TextOptions options);

} // namespace reconnect
