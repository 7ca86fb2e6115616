#pragma once

#include "core/result.h"
#include "platform/helper/caller.h"

#include <QByteArray>
#include <QStringList>

// What keeps the helper safe before it reads its first order. Each in the native/ folder of the
// system that CMake selects.
namespace reconnect::guard {

// Who asked an administrator's process: the person that the system's own asker names, or else the
// administrator. Error: NotPermitted where it names nobody.
Result<Caller> caller();

// Leaves nothing of the caller's environment, folder or open files, and ends this process with the
// caller's. Call before anything of Qt; the answer is the person who asked, with a valid id. Error:
// NotPermitted where this is no administrator's process.
Result<Caller> standAlone();

// What it is told to do: the words of the command line, or on Windows those that the caller sends
// through a pipe. Errors: Malformed, TooLarge, TimedOut, Unreachable.
Result<QStringList> hear(int count, const char* const* words);
// The answer, to whoever asked.
void say(const QByteArray& answer);

// Whether only an administrator can write to `path` and to every folder above it. Error:
// NotTrusted, the detail names the one that others can write to; NotFound.
Result<void> isSafe(const QString& path);

// This very program's file.
QString ownProgram();

// Makes a folder, and those above it, that all can read and only an administrator can write to; one
// that is there is judged by isSafe(). Errors: NotTrusted, NotPermitted, NoSpace, Failed.
Result<void> makeSafeFolder(const QString& path);

// Lets administrators and `reader` alone see what is in a folder, which nobody else writes to:
// what a setting was before may hold a password. Where the disk can't note a single reader, it is
// the administrators. Error: Failed.
Result<void> showOnlyTo(const QString& folder, const Caller& reader);

// Makes the names in a folder last through a power cut.
bool syncFolder(const QString& folder);

} // namespace reconnect::guard
