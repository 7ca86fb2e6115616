#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace reconnect::macos {

// The texts that a property list in XML, as `plutil -convert xml1 -o - FILE` prints it, holds at
// its top; all else in it is left aside. At most 1 MiB. Errors: TooLarge, Malformed. Pure.
Result<QHash<QString, QString>> textsOfPlist(const QByteArray& xml);

} // namespace reconnect::macos
