#pragma once

#include "core/ports/command_runner.h"

#include <QStringList>

namespace reconnect::macos {

// Where to look. Tests give folders of their own.
struct ZoomFolders {
    QString root; // before every absolute path; "" for the real ones
    QString home; // of the person; "" where there is none
};

// Zoom's Team ID, which every program and package of its own is signed with.
QString zoomTeam(); // "BJ4HAAB9B3"

// Apps of Zoom that are there: the one of the computer, then the person's own. Zoom's installer
// puts it into /Applications, or into ~/Applications for who is no administrator.
QStringList zoomApps(const ZoomFolders& folders);
// The same for people: the person's own folder is "~".
QString shownApp(const QString& app, const ZoomFolders& folders);

// The program in an app, and the file that tells its version.
QString programOf(const QString& app);
Command askVersion(const QString& app);
// Of what that printed: CFBundleVersion ("6.7.5.6891"), which is a plain version, while
// CFBundleShortVersionString reads "6.7.5 (6891)"
// (github.com/autopkg/homebysix-recipes/issues/236). Empty where it can't be told, or where it is
// no app of Zoom's. Pure.
QString versionFrom(const Result<CommandOutput>& answer);

// How the client is started: the app that ran (the program of one of its processes), or else the
// first. Empty where there is none.
QStringList startCommand(const QString& ranAs, const ZoomFolders& folders);

} // namespace reconnect::macos
