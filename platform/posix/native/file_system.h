#pragma once

#include "platform/posix/native/trusted_folder.h"

// What a file is dressed with and how it lies on its disk, where the systems differ. Each in the
// native/ folder of the system that CMake selects.
namespace reconnect::posix {

// All extended attributes, among them the lists of who may do what. Error: as systemError().
Result<void> copyAttributes(int from, int to, const QString& path);
// Room for so many bytes, so that a write can't end half-way for want of it; 0 or an errno.
int makeRoom(int file, qint64 bytes);
// Whether another disk's file is mounted there, which can't be replaced.
bool isMountPoint(const FilePlace& place);
// renameat(2) that never takes the place of what is there; 0 or an errno, EEXIST among them.
int renameToNew(int fromFolder, const char* from, int toFolder, const char* to);

} // namespace reconnect::posix
