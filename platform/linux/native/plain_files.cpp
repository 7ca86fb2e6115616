#include "platform/linux/native/plain_files.h"

#include "platform/posix/native/file_copy.h"
#include "platform/posix/native/file_names.h"
#include "platform/posix/native/trusted_folder.h"

#include <QFile>

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
    return copyToNew(source->number(), to, maxBytes);
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
    return PosixFileNames().rename(from, to);
}

std::optional<quint64> NativePlainFiles::inode(const QString& path)
{
    return PosixFileNames().inode(path);
}

} // namespace reconnect::linux_os
