#pragma once

#include "core/ports/deed.h"

#include <QStringList>

namespace reconnect {

// Does changes that need an administrator, through the helper, which keeps its own journal and
// writes, checks and undoes by itself. Asks the person for their consent in the system's own way.
// All calls block, for as long as the person thinks.
class Elevator {
public:
    virtual ~Elevator() = default;

    // Errors: those of Setting and Deed as the helper met them; Cancelled when the person said no,
    // NotPermitted when the system did, NoConsent where nobody could be asked. `cancelled` is
    // looked at while the person is asked; what was agreed to is done.
    virtual Result<QString> apply(const Change& change, const QString& id, const Telling& tell,
                                  const std::function<bool()>& cancelled) = 0;

    // Takes back entries of the helper's journal, in this order, each whatever became of the one
    // before it; the first error. Conflict as Setting::put. Where nobody could be asked, or said
    // no, the detail holds what an administrator can type.
    virtual Result<void> undo(const QStringList& ids) = 0;

    // What an administrator can type to make these changes, for a person to read; empty where there
    // is nothing.
    virtual QString byHand(const QList<Change>& changes) const = 0;
};

} // namespace reconnect
