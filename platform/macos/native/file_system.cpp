#include "platform/posix/native/file_system.h"

#include <cerrno>
#include <copyfile.h>
#include <fcntl.h>

namespace reconnect::posix {

// copyfile(3): lists of who may do what lie beside the attributes here.
Result<void> copyAttributes(int from, int to, const QString& path)
{
    if (::fcopyfile(from, to, nullptr, COPYFILE_ACL | COPYFILE_XATTR) != 0 && errno != ENOTSUP)
        return tl::unexpected(systemError(errno, path));
    return {};
}

// fcntl(2): the room is counted from the end of the file, and is not part of it yet.
int makeRoom(int file, qint64 bytes)
{
    fstore_t room = {};
    room.fst_flags = F_ALLOCATEALL;
    room.fst_posmode = F_PEOFPOSMODE;
    room.fst_length = bytes;
    return ::fcntl(file, F_PREALLOCATE, &room) == -1 && errno != ENOTSUP ? errno : 0;
}

// Only folders are mounted over on macOS.
bool isMountPoint(const FilePlace&)
{
    return false;
}

} // namespace reconnect::posix
