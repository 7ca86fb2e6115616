#pragma once

#include "core/fix/apply.h"
#include "platform/helper/order.h"

namespace reconnect {

// Carries out orders with an administrator's rights, with a journal of its own. One caller's
// entries are not another's; the administrator's own orders (uid 0) reach all.
class Helper {
public:
    // `folder`: holds a journal for each caller, in a folder named by the uid.
    Helper(const Adapters& adapters, QString folder, Journal::SyncFolder syncFolder = {});

    // Errors: those of apply() and undo(); NotPermitted for a change that needs no administrator,
    // NotFound for an entry that is not the caller's.
    Result<QString> carryOut(const Order& order, quint32 caller, const Telling& tell) const;

    // The journal of one caller, to be read by anybody.
    static QString journalFolder(const QString& folder, quint32 caller);

private:
    Result<QString> apply(const Order& order, quint32 caller, const Telling& tell) const;
    Result<QString> undo(const QString& id, quint32 caller) const;
    QString list(quint32 caller) const;
    QList<Journal> journalsOf(quint32 caller) const;

    const Adapters& m_adapters;
    QString m_folder;
    Journal::SyncFolder m_syncFolder;
};

} // namespace reconnect
