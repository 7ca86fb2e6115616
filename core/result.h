#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace reconnect {

// Why something could not be done. The code is what programs decide by; the detail is for people
// who look closer (it may be in the system's language) and is never parsed.
enum class ErrorCode {
    NotFound,     // the file, program or setting is not there
    NotPermitted, // rights are missing
    TimedOut,     // the bound of time was reached
    TooLarge,     // the bound of size was reached
    Malformed,    // what came back does not have the promised form
    Unreachable,  // the other side could not be spoken to
    Unsupported,  // this system has no such thing
    NoConsent,    // no administrator could be asked; the detail says in words why
    Cancelled,    // the person, or the program on their behalf, stopped it
    Conflict,     // somebody else changed it in between; nothing was overwritten
    Busy,         // another program holds it for now
    NoSpace,      // the disk is full
    NotTrusted,   // its signature is missing or not the one that is asked for
    HalfDone,     // begun, and left part of the way; the detail says in words how it is now
    Failed,       // it ran and said no; the detail tells more
};

struct Error {
    ErrorCode code = ErrorCode::Failed;
    QString detail;
};

template<class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail)});
}

} // namespace reconnect
