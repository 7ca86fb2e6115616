#pragma once

#include "core/result.h"

namespace reconnect::windows_os {

// What can be said of a program's or package's signature.
enum class Signature {
    Good,        // Zoom's, over these very bytes, and this computer trusts who vouches for it
    Missing,     // there is none
    Altered,     // the bytes are not those that were signed
    OtherSigner, // somebody else's
    NotTrusted,  // it can't be traced to who may sign programs: unknown, expired, for another use
    Unreadable,  // the file is gone, held, cut off or no program: nothing was learnt
};

// What Windows says of files. All calls block; a large file takes a second. On any thread. Filled
// by native/.
class SignedFiles {
public:
    virtual ~SignedFiles() = default;

    virtual Signature signature(const QString& path) const = 0;
    // Of its version resource: "6.7.5.6891". Empty where it has none.
    virtual QString version(const QString& path) const = 0;
};

// Errors: NotTrusted, and Malformed for what could not be read as a program or package. Pure.
Result<void> acceptSigned(Signature signature, const QString& path);

} // namespace reconnect::windows_os
