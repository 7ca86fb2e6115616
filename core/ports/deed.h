#pragma once

#include "core/ports/setting.h"

#include <functional>

namespace reconnect {

// How far long work has come: words for a person, and thousandths, or -1 where that is not known.
using Telling = std::function<void(const QString& words, int thousandths)>;

// One kind of change that can't be taken back. All calls block, as those of Setting.
class Deed {
public:
    virtual ~Deed() = default;

    virtual bool serves(const Change& change) const = 0;
    virtual Rights rightsFor(const Change& change) const = 0;

    // Does it, or nothing, or says that it is HalfDone. The answer is what there is to say beyond
    // sentenceFor(change), such as the versions before and after; may be empty. Errors: NotFound,
    // NotPermitted, Busy (another program holds the lock), NoSpace, NotTrusted (a signature),
    // TimedOut, Unsupported, Cancelled, Failed.
    virtual Result<QString> carryOut(const Change& change, const Telling& tell) = 0;

    // Whether one that was begun, here or in a process that was killed, is still part of the way.
    virtual bool isHalfDone(const Change&) const { return false; }
    // Ends that: what was there before is there again, or what was begun is done. Errors: Busy (it
    // is still going on), HalfDone with words on how it is now.
    virtual Result<void> mend(const Change&) { return failure(ErrorCode::Unsupported); }
};

} // namespace reconnect
