#pragma once

#include "core/journal/journal.h"
#include "core/ports/deed.h"

#include <memory>
#include <optional>
#include <vector>

namespace reconnect {

// Everything that can change this computer, filled by the composition root.
struct Adapters {
    std::vector<std::unique_ptr<Setting>> settings;
    std::vector<std::unique_ptr<Deed>> deeds;

    Setting* settingFor(const Change& change) const; // null: this computer has none
    Deed* deedFor(const Change& change) const;
    // Unsupported where neither serves it.
    Result<Rights> rightsFor(const Change& change) const;
};

// Where a change stands, judged by the computer itself.
enum class Standing {
    Untouched, // as before the change: nothing to take back
    Undoable,  // as the change left it, or part of the way; a deed: cut off, and can be mended
    Conflict,  // somebody else has changed it since: shown, and never overwritten
    NotKnown,  // it can't be read without more rights
    Final,     // a deed: there is no way back
};
Standing standingOf(const Entry& entry, const Adapters& adapters);

// An entry that stands so tells of nothing: it was cut off before the computer was changed. Pure.
bool nothingHappened(const Entry& entry, Standing standing);

// The one way in which this computer is changed, by the program and by the helper alike: read,
// write the intent, make the change, read back, mark. Where there is nothing to do, no entry is
// written and the answer is empty. When it returns an error, all is as it was and nothing is left
// in the journal; where that could not be reached the entry stays there, and tells of it. Errors:
// Unsupported, those of the adapter and of the journal, Busy while another changes things. Blocks.
Result<std::optional<Entry>> apply(const Change& change, Fix fix, const QString& id,
                                   const Adapters& adapters, Journal& journal, const Telling& tell);

// Takes an entry back and forgets it; an untouched one is just forgotten, and a deed that was cut
// off is mended. Errors: Conflict, Unsupported (another deed), NotFound (it is not in the journal
// any more), Busy and those of Setting and Deed::mend; the entry then stays. Blocks.
Result<void> undo(const Entry& entry, const Adapters& adapters, Journal& journal);

// At every start: forgets what turns out untouched, or a deed that was no more than intended, and
// answers with the rest, newest first. While another program changes things, or where this one may
// only read the journal, nothing is forgotten. Blocks.
struct Recovered {
    Entry entry;
    Standing standing = Standing::NotKnown;
};
QList<Recovered> recover(const Adapters& adapters, Journal& journal);

} // namespace reconnect
