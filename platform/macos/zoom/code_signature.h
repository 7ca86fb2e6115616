#pragma once

#include "core/ports/command_runner.h"

#include <QStringList>

namespace reconnect::macos {

// Asks codesign whether all of an app is as Zoom signed it. Takes seconds: it reads the whole app.
// Not with --strict: that minds resource forks and Finder information, which the Finder adds to an
// app whose contents are looked at (developer.apple.com/library/archive/qa/qa1940), and stops
// there.
Command askSignature(const QString& app, int timeoutMs);

struct AppSignature {
    enum class State {
        Good,        // all that was signed is there, whatever else is
        Damaged,     // something of it is missing or changed, or it is not signed at all
        OtherSigner, // it is, by somebody else
        Unknown,     // it could not be decided
    };
    State state = State::Unknown;
    // Paths of what is missing or changed; where codesign names no file, of the part or of the app
    // that it speaks of. Empty where nothing is.
    QStringList files;
};

// codesign(1) ends with 0 where all holds, 1 where something does not, 2 for bad usage and 3 where
// the signature is good and only the requirement is not met, here: Zoom's Team ID. With 1 it says
// "APP: reason", and for sealed files "file missing: ", "file modified: " or "file added: " of
// each; a file that was added does no harm. Unknown is what it says of the computer rather than of
// the app (a file that can't be opened, a certificate that can't be checked), and what keeps it
// from looking at the files (detritus, files outside of Contents). Pure.
AppSignature signatureFrom(const Result<CommandOutput>& answer, const QString& app);

} // namespace reconnect::macos
