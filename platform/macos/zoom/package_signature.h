#pragma once

#include "core/ports/tools.h"

namespace reconnect::macos {

// Whether a package is signed as Zoom signs, by `pkgutil --check-signature`, which prints a status
// and the chain of certificates. Believed only where all of it says so: it ended with 0 (which it
// also does for a file that is not there), the status is that of a signature that macOS trusts now,
// the first certificate is a "Developer ID Installer" of Zoom's Team ID, and the last one is
// Apple's root by its fingerprint (apple.com/certificateauthority). Blocks for seconds. Errors:
// NotTrusted, Malformed, TimedOut, Failed.
Result<void> checkPackageSignature(const QString& file, Tools& tools);

// Of what it printed. Pure.
Result<void> acceptSignature(const CommandOutput& answer);

} // namespace reconnect::macos
