#pragma once

#include "core/result.h"

#include <QString>

namespace reconnect::linux_os {

// Brings the wizard back after the next login, at `stage` (a token of Stage). `configHome` is
// XDG_CONFIG_HOME. The wizard takes the entry away at its next start, so that it comes back once.
// Errors: NotPermitted, NoSpace, Failed.
Result<void> writeResumeEntry(const QString& configHome, const QString& program,
                              const QString& stage);
// One that isn't there is no error.
void removeResumeEntry(const QString& configHome);

QString resumeEntryPath(const QString& configHome);

// `program` and its arguments as the Exec key of a desktop entry takes them. Pure.
QString desktopExec(const QString& program, const QStringList& arguments);

} // namespace reconnect::linux_os
