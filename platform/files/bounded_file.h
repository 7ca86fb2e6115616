#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

namespace reconnect {

// The content of a file of at most `maxBytes`. Reads what is there and no more, so that files of
// /proc, which have no size, are bounded too. Errors: NotFound, NotPermitted, TooLarge, Failed;
// a folder, pipe or device is Unsupported, because reading it could wait for ever.
Result<QByteArray> readBounded(const QString& path, qint64 maxBytes);

} // namespace reconnect
