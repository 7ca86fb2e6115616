#pragma once

#include "core/result.h"
#include "platform/windows/native/handle.h"

#include <QString>
#include <vector>

namespace reconnect::windows_os {

// Where a path leads to, links followed.
struct FilePlace {
    QString file;             // \\?\C:\… ; need not exist, its folder does
    QString besides;          // where new content lies until it takes its place
    std::vector<Handle> held; // an administrator's program holds the folders on the way
};

// Errors: NotFound (no such folder), Unsupported (a link that leads nowhere), NotPermitted (also:
// this program has an administrator's rights, and others can change a folder on the way), Busy.
Result<FilePlace> findPlace(const QString& path);

// Where an open file really is, as FilePlace::file. Empty where the system doesn't say.
QString finalPath(HANDLE file);

} // namespace reconnect::windows_os
