#include "platform/linux/native/plain_files.h"

#include "platform/posix/native/trusted_folder.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <pwd.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reconnect::linux_os {
namespace {

using namespace posix;

tl::unexpected<Error> unexpectedError(int number, const QString& path)
{
    return tl::unexpected(systemError(number, path));
}

Result<void> writeAll(int file, const char* bytes, size_t count, const QString& path)
{
    while (count > 0) {
        const ssize_t written = write(file, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return unexpectedError(errno, path);
        bytes += written;
        count -= static_cast<size_t>(written);
    }
    return {};
}

// No more than maxBytes, however the file grows meanwhile.
Result<void> copyBytes(int source, int target, const QString& to, qint64 maxBytes)
{
    std::array<char, 1 << 16> buffer{};
    qint64 copied = 0;
    for (;;) {
        const ssize_t got = read(source, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return unexpectedError(errno, to);
        if (got == 0)
            break;
        copied += got;
        if (copied > maxBytes)
            return failure(ErrorCode::TooLarge, to);
        if (const auto done = writeAll(target, buffer.data(), static_cast<size_t>(got), to); !done)
            return done;
    }
    return fsync(target) == 0 ? Result<void>() : unexpectedError(errno, to);
}

// While one lives, files are opened with the rights of a user, and of no group that root is in.
class FilesOf {
public:
    explicit FilesOf(quint32 user)
        : m_isOther(geteuid() == 0 && user != 0)
    {
        if (!m_isOther)
            return;
        const struct passwd* known = getpwuid(user);
        setfsgid(known ? known->pw_gid : nobodys);
        setfsuid(user); // root's power over files goes with it (capabilities(7))
    }
    FilesOf(const FilesOf&) = delete;
    FilesOf& operator=(const FilesOf&) = delete;
    ~FilesOf()
    {
        if (!m_isOther)
            return;
        setfsuid(0);
        setfsgid(0);
    }

    // The system does not say whether it worked; asked for nobody at all it tells who it is.
    bool isSo(quint32 user) const { return !m_isOther || uid_t(setfsuid(uid_t(-1))) == user; }

private:
    static constexpr gid_t nobodys = 65534;
    bool m_isOther;
};

// A plain file of `owner`, opened as `owner`, so that nothing is learned of files which that user
// can't see. It is looked at before it is opened: to open a device may set it going.
Result<Descriptor> openAs(quint32 owner, const QString& path, struct stat& is)
{
    const FilesOf rights(owner);
    if (!rights.isSo(owner))
        return failure(ErrorCode::NotPermitted, path);
    const Descriptor place(
        open(QFile::encodeName(path).constData(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    if (!place.isOpen())
        return unexpectedError(errno, path);
    if (fstat(place.number(), &is) != 0)
        return unexpectedError(errno, path);
    if (!S_ISREG(is.st_mode) || is.st_uid != owner)
        return failure(ErrorCode::NotPermitted, path);
    const QByteArray same = "/proc/self/fd/" + QByteArray::number(place.number());
    Descriptor file(open(same.constData(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return unexpectedError(errno, path);
    return file;
}

} // namespace

Result<void> NativePlainFiles::copy(const QString& from, const QString& to, quint32 owner,
                                    qint64 maxBytes)
{
    if (!from.startsWith(u'/') || from.contains(QChar(u'\0')))
        return failure(ErrorCode::NotPermitted, from);
    struct stat is {};
    const auto source = openAs(owner, from, is);
    if (!source)
        return tl::unexpected(source.error());
    if (is.st_size > maxBytes)
        return failure(ErrorCode::TooLarge, from);
    const Descriptor target(open(QFile::encodeName(to).constData(),
                                 O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!target.isOpen())
        return unexpectedError(errno, to);
    return copyBytes(source->number(), target.number(), to, maxBytes);
}

bool NativePlainFiles::isLocked(const QString& path)
{
    const Descriptor file(open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC));
    if (!file.isOpen())
        return false;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return fcntl(file.number(), F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

Result<void> NativePlainFiles::rename(const QString& from, const QString& to)
{
    const QByteArray oldName = QFile::encodeName(from), newName = QFile::encodeName(to);
    if (renameat2(AT_FDCWD, oldName.constData(), AT_FDCWD, newName.constData(), RENAME_NOREPLACE) !=
        0) {
        // Some file systems (NFS, older FUSE) can't promise it; then it is looked at first.
        if (errno != EINVAL && errno != ENOSYS)
            return unexpectedError(errno, from);
        if (inode(to))
            return unexpectedError(EEXIST, to);
        if (::rename(oldName.constData(), newName.constData()) != 0)
            return unexpectedError(errno, from);
    }
    const Descriptor folder(open(QFile::encodeName(QFileInfo(to).path()).constData(),
                                 O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen())
        fsync(folder.number());
    return {};
}

std::optional<quint64> NativePlainFiles::inode(const QString& path)
{
    struct stat is {};
    if (lstat(QFile::encodeName(path).constData(), &is) != 0)
        return std::nullopt;
    return is.st_ino;
}

} // namespace reconnect::linux_os
