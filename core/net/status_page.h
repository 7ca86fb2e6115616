#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace reconnect {

// What a Statuspage v2 summary says (https://www.zoomstatus.com/api/v2/summary.json). Texts are cut
// at 200 characters, lists at the first few.
struct StatusPage {
    struct Incident {
        QString name;
        QString impact; // none, minor, major, critical, maintenance
        QString status; // investigating, identified, monitoring, …
        QString since;  // ISO 8601, as the page writes it
    };
    struct Component {
        QString name;
        QString status;
    };
    struct Maintenance {
        QString name;
        QString status; // in_progress or verifying: what is merely scheduled is left out
        QString until;  // ISO 8601
    };
    QString indicator;              // none, minor, major, critical or maintenance; nothing else
    QList<Incident> incidents;      // unresolved ones, at most 5
    QList<Component> components;    // those not operational, at most 10
    QList<Maintenance> maintenance; // at most 5
};

// Errors: Malformed with the detail "not-json" or "wrong-shape". An entry of a list that is not
// what it should be is left out; only the indicator must be right.
Result<StatusPage> parseStatusPage(const QByteArray& json);

} // namespace reconnect
