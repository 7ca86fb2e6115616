#include "platform/posix/native/file_copy.h"

#include "platform/posix/native/trusted_folder.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reconnect::posix {
namespace {

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

// While one lives, root's process has the rights of a user.
class RightsOf {
public:
    explicit RightsOf(quint32 user)
        : m_isOther(geteuid() == 0 && user != 0)
    {
        if (!m_isOther)
            return;
        const struct passwd* known = getpwuid(user);
        m_isSo = known && setegid(known->pw_gid) == 0 && seteuid(user) == 0;
    }
    RightsOf(const RightsOf&) = delete;
    RightsOf& operator=(const RightsOf&) = delete;
    // A process that can't have its rights back must not go on with others'.
    ~RightsOf()
    {
        if (m_isOther && (seteuid(0) != 0 || setegid(0) != 0))
            _exit(EXIT_FAILURE);
    }

    bool isSo() const { return m_isSo || !m_isOther; }

private:
    bool m_isOther;
    bool m_isSo = false;
};

} // namespace

Result<void> copyToNew(int source, const QString& to, qint64 maxBytes)
{
    const Descriptor target(open(QFile::encodeName(to).constData(),
                                 O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!target.isOpen())
        return unexpectedError(errno, to);
    return copyBytes(source, target.number(), to, maxBytes);
}

Result<void> copyOf(quint32 owner, const QString& from, const QString& to, qint64 maxBytes)
{
    if (!from.startsWith(u'/') || from.contains(QChar(u'\0')))
        return failure(ErrorCode::NotPermitted, from);
    Descriptor source;
    {
        const RightsOf rights(owner);
        if (!rights.isSo())
            return failure(ErrorCode::NotPermitted, from);
        // A pipe would be waited for otherwise.
        source = Descriptor(open(QFile::encodeName(from).constData(),
                                 O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        if (!source.isOpen())
            return errno == ELOOP ? failure(ErrorCode::NotPermitted, from)
                                  : unexpectedError(errno, from);
    }
    struct stat is = {};
    if (fstat(source.number(), &is) != 0)
        return unexpectedError(errno, from);
    if (!S_ISREG(is.st_mode) || is.st_uid != owner)
        return failure(ErrorCode::NotPermitted, from);
    if (is.st_size > maxBytes)
        return failure(ErrorCode::TooLarge, from);
    return copyToNew(source.number(), to, maxBytes);
}

} // namespace reconnect::posix
