#pragma once

#include "core/ports/tools.h"

namespace reconnect::linux_os {

// A package and what it is to be signed with. Nobody else may write to any of these places.
struct SignedPackage {
    QString file;
    QByteArray key;         // a key file's content, as it was downloaded
    QByteArray fingerprint; // of the key that counts, whatever else `key` holds
    QString folder;         // for what the tools need; there and empty
};

// Whether all of the package is signed with that key. Nothing of the package is believed, run or
// unpacked for it. Block. Errors: NotTrusted, Malformed, Unsupported (the tool is missing),
// TimedOut, Failed.
Result<void> checkDebSignature(const SignedPackage& package, Tools& tools); // by gpgv
Result<void> checkRpmSignature(const SignedPackage& package, Tools& tools); // by rpmkeys

} // namespace reconnect::linux_os
