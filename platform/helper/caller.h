#pragma once

#include <QString>

namespace reconnect {

// Who asked the helper. The id names a folder, so it is looked at before (isCallerId).
struct Caller {
    QString id;                   // the uid in digits, or a SID as "S-1-5-21-…"
    bool isAdministrator = false; // asked as one already: reaches everybody's entries
};

// Whether the system's own tools would write a user like that: no sign, no leading zero, nothing
// that a path could be made of. Pure.
bool isCallerId(const QString& id);

} // namespace reconnect
