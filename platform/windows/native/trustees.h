#pragma once

#include <QStringList>

namespace reconnect::windows_os {

// The SIDs that are trusted with what an administrator's program runs, reads and writes. In a file
// of its own, because Wine knows no owner but the person, so that tests there trust that one too.
QStringList trustees();

// The programs whose orders the helper takes, all of which lie beside it.
QStringList callers();

} // namespace reconnect::windows_os
