#pragma once

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace reconnect {

// The Date of an HTTP answer in UTC, in the one form that may be sent today (RFC 9110, 5.6.7:
// "Sun, 06 Nov 1994 08:49:37 GMT"), its weekday right. Anything else is no date.
std::optional<QDateTime> parseHttpDate(const QByteArray& text);

} // namespace reconnect
