#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace reconnect::macos {

// Brings the wizard back after the next login, at `stage` (a token of Stage): a LaunchAgent of the
// person's (launchd.plist(5)), which launchd starts once their session is on the screen. It need
// not be loaded, and must not be unloaded by the wizard that it started, since that ends the
// wizard: the wizard takes the file away at its next start, so that it comes back once. `home`: the
// person's folder. Errors: NotPermitted, NoSpace, Failed.
Result<void> writeResumeAgent(const QString& home, const QString& program, const QString& stage);
// One that isn't there is no error.
void removeResumeAgent(const QString& home);

QString resumeAgentPath(const QString& home);

// The property list that starts `program` with these arguments. Pure.
QByteArray launchAgent(const QString& label, const QString& program, const QStringList& arguments);

} // namespace reconnect::macos
