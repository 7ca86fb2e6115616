#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QUrl>

namespace reconnect {

constexpr qint64 maxScriptBytes = 1 << 20;

// A proxy script that need not be fetched: that of a data: address, or a file's. Reads a small
// local file at once. Errors: Unsupported (another kind of address, or no plain file), NotFound,
// NotPermitted, TooLarge (over maxScriptBytes), Malformed.
Result<QByteArray> readScriptAt(const QUrl& url);

} // namespace reconnect
