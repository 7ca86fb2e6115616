#pragma once

#include "core/fix/change.h"

namespace reconnect {

// Whose rights a change needs.
enum class Rights { Person, Administrator };

// What a change touches, and nothing beside it, as it is now: all that is needed to put it back.
// Compared by ==. File contents are base64. At most 16 MiB.
using State = QJsonObject;

// One kind of setting of this computer that can be changed and put back. Each adapter of each
// system passes one contract suite: read, apply, read, undo, equal to before. All calls block; they
// run on a thread of their own or in the helper, never on that of a window.
class Setting {
public:
    virtual ~Setting() = default;

    virtual bool serves(const Change& change) const = 0;
    // As far as is known: a put() that was refused with NotPermitted may have shown that it needs
    // an administrator after all.
    virtual Rights rightsFor(const Change& change) const = 0;

    // As it is now. `id` is that of the journal's entry, with which what we add is marked.
    // Errors: NotFound, NotPermitted, TooLarge, Malformed, TimedOut, Failed.
    virtual Result<State> read(const Change& change, const QString& id) = 0;

    // What `change` makes of `now`. Changes nothing; may look at the computer. The same state where
    // there is nothing to do. Errors as read; Unsupported where it can't be done here.
    virtual Result<State> goal(const Change& change, const QString& id, const State& now) = 0;

    // Makes the computer go from one state to the other: to apply, and with the two swapped to
    // undo. As one step where the system offers one. Where the state is no longer `from` (nor part
    // of the way) nothing is done: Conflict. Errors as read, and Busy, NoSpace.
    virtual Result<void> put(const Change& change, const QString& id, const State& from,
                             const State& to) = 0;

    // `now` is neither `before` nor `after`, but what a put() between them leaves when it is cut
    // off.
    virtual bool isPartWay(const State& before, const State& after, const State& now) const
    {
        Q_UNUSED(before)
        Q_UNUSED(after)
        Q_UNUSED(now)
        return false;
    }
};

} // namespace reconnect
