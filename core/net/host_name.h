#pragma once

#include <QString>

namespace reconnect {

// Bytes, without the final dot (RFC 1035 2.3.4).
inline constexpr qsizetype longestHostName = 253;

// Whether it is a name that DNS can be asked for: labels of letters, digits, '-' and '_', 63 bytes
// each and 253 in all (RFC 1035 2.3.4, RFC 1123 2.1), without a final dot. A literal address, or
// what could be taken for one (a last label of digits only), is none.
bool isHostName(const QString& text);

// Whether `name` is `domain` or lies under it. Letters' case does not count.
bool isWithinDomain(const QString& name, const QString& domain);

} // namespace reconnect
