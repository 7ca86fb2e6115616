#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace reconnect {

// Compares dotted versions number by number ("6.10.0" is newer than "6.9.9.100"); parts that are
// left out count as 0, and what follows the numbers ("6.7.5-1", "6.7.5 (6891)") is left aside.
// Nothing where one of them doesn't begin with a number.
std::optional<std::strong_ordering> compareVersions(const QString& a, const QString& b);

} // namespace reconnect
