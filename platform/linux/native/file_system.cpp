#include "platform/posix/native/file_system.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <vector>

namespace reconnect::posix {

Result<void> copyAttributes(int from, int to, const QString& path)
{
    const ssize_t size = ::flistxattr(from, nullptr, 0);
    if (size <= 0)
        return {}; // none, or a file system without them
    std::vector<char> names(static_cast<size_t>(size));
    const ssize_t filled = ::flistxattr(from, names.data(), names.size());
    for (ssize_t at = 0; at < filled; at += ssize_t(qstrlen(&names[size_t(at)])) + 1) {
        const char* name = &names[size_t(at)];
        const ssize_t length = ::fgetxattr(from, name, nullptr, 0);
        std::vector<char> value(length > 0 ? size_t(length) : 0);
        if (length < 0 || ::fgetxattr(from, name, value.data(), value.size()) < 0 ||
            ::fsetxattr(to, name, value.data(), value.size(), 0) != 0)
            return tl::unexpected(systemError(errno, path));
    }
    return {};
}

int makeRoom(int file, qint64 bytes)
{
    return ::posix_fallocate(file, 0, bytes);
}

bool isMountPoint(const FilePlace& place)
{
    struct statx facts = {};
    return ::statx(place.folder.number(), place.name.constData(), AT_SYMLINK_NOFOLLOW, 0, &facts) ==
               0 &&
           (facts.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

// Some file systems (NFS, older FUSE) can't promise it; then it is looked at first.
int renameToNew(int fromFolder, const char* from, int toFolder, const char* to)
{
    if (::renameat2(fromFolder, from, toFolder, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    struct stat facts = {};
    if (::fstatat(toFolder, to, &facts, AT_SYMLINK_NOFOLLOW) == 0)
        return EEXIST;
    return ::renameat(fromFolder, from, toFolder, to) == 0 ? 0 : errno;
}

} // namespace reconnect::posix
