#pragma once

#include "core/probe/observation.h"

#include <QHostAddress>
#include <QStringList>

// How the rules read single observations (core/probe/EVIDENCE.md). A member that is missing or has
// another type reads as not known.
namespace reconnect {

// Observations of the Evidence that a diagnosis is being made of; it outlives them.
using Row = const Observation*;
using Rows = QList<Row>;

// A fact that may not have been measured.
enum class Known { No, Yes, NotKnown };

inline bool passed(Row row)
{
    return row && row->outcome == Outcome::Passed;
}

// It was asked and did not go well. False for what was not asked or decides nothing.
inline bool bad(Row row)
{
    return row && (row->outcome == Outcome::Failed || row->outcome == Outcome::TimedOut);
}

inline bool asked(Row row)
{
    return passed(row) || bad(row);
}

inline QString text(Row row, const char* key)
{
    return row ? row->detail.value(QLatin1String(key)).toString() : QString();
}

inline bool flag(Row row, const char* key)
{
    return row && row->detail.value(QLatin1String(key)).toBool();
}

bool hasError(Row row, std::initializer_list<const char*> tokens);
// The same for the list of everything that is wrong with a certificate.
bool hasVerifyError(Row row, std::initializer_list<const char*> tokens);

// A row on the security programs of this computer, which share the firewall's layer.
inline bool isSecurityProgram(Row row)
{
    return row && row->id.startsWith(QLatin1String("security:"));
}

QStringList idsOf(const Rows& rows); // nulls left out
QList<QHostAddress> addressesOf(Row row);

// An answer that is made to lead nowhere: 0.0.0.0, 127.0.0.0/8, ::, ::1.
bool isSunk(const QHostAddress& address);
bool allSunk(const QList<QHostAddress>& addresses); // and there are some
// Of a home or office network, where no server of Zoom's is. Not the documentation ranges.
bool isPrivate(const QHostAddress& address);

// The address families of one tcp row.
struct Family {
    int connected = 0;
    int dead = 0;
};
Family familyOf(Row tcp, const char* family);

} // namespace reconnect
