#pragma once

#include "core/fix/apply.h"
#include "platform/helper/caller.h"
#include "platform/helper/order.h"

namespace reconnect {

// Carries out orders with an administrator's rights, with a journal of its own. One caller's
// entries are not another's; an administrator's orders reach all.
class Helper {
public:
    // `folder`: holds a journal for each caller, in a folder named by its id.
    Helper(const Adapters& adapters, QString folder, Journal::SyncFolder syncFolder = {});

    // Errors: those of apply() and undo(); NotPermitted for a change that needs no administrator,
    // NotFound for an entry that is not the caller's, NotPermitted for a caller without a valid id.
    Result<QString> carryOut(const Order& order, const Caller& caller, const Telling& tell) const;

    // The journal of one caller. NotPermitted where the id is none.
    static Result<QString> journalFolder(const QString& folder, const Caller& caller);

private:
    Result<QString> apply(const Order& order, const Caller& caller, const Telling& tell) const;
    Result<QString> undo(const QString& id, const Caller& caller) const;
    QString list(const Caller& caller) const;
    QList<Journal> journalsOf(const Caller& caller) const;

    const Adapters& m_adapters;
    QString m_folder;
    Journal::SyncFolder m_syncFolder;
};

} // namespace reconnect
