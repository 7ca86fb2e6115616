#pragma once

#include "core/ports/command_runner.h"

#include <QStringList>

namespace reconnect::macos {

// Asks codesign whether all of an app is as Zoom signed it. Takes seconds: it reads the whole app.
Command askSignature(const QString& app, int timeoutMs);

struct AppSignature {
    enum class State {
        Good,
        Damaged,     // it is not what was signed, or not signed at all
        OtherSigner, // it is, by somebody else
        Unknown,     // it could not be decided
    };
    State state = State::Unknown;
    QStringList files; // that are missing or changed, as paths; empty where none is named
};

// codesign(1) ends with 0 where all holds, 1 where something does not, 2 for bad usage and 3 where
// the signature is good and only the requirement is not met, here: Zoom's Team ID. With 1 its first
// line is "APP: reason". What it says of the computer rather than of the app (a file that can't be
// opened, a certificate that can't be checked) is Unknown. Pure.
AppSignature signatureFrom(const Result<CommandOutput>& answer, const QString& app);

} // namespace reconnect::macos
