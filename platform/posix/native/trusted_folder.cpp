#include "platform/posix/native/trusted_folder.h"

#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace reconnect::posix {
namespace {

// Whether someone who is not root could put something else here.
bool othersCanChange(const struct stat& folder)
{
    const bool open = (folder.st_mode & (S_IWGRP | S_IWOTH)) != 0;
    const bool sticky = (folder.st_mode & S_ISVTX) != 0; // each removes only what is theirs
    return folder.st_uid != 0 || (open && !sticky);
}

// Step by step, and no step through a link: `path` has none left, unless one was just put there.
Result<Descriptor> openFolder(const QString& path)
{
    const bool careful = ::geteuid() == 0;
    Descriptor folder(::open("/", searchOnly | O_DIRECTORY | O_CLOEXEC));
    QStringList names = path.split(u'/', Qt::SkipEmptyParts);
    names.append(QStringLiteral(".")); // at last for reading, so that it can be synced and listed
    for (qsizetype i = 0; i < names.size(); ++i) {
        const bool last = i + 1 == names.size();
        struct stat facts = {};
        if (careful && ::fstat(folder.number(), &facts) == 0 && othersCanChange(facts))
            return failure(ErrorCode::NotPermitted,
                           path + QStringLiteral(" can be changed by others"));
        folder = Descriptor(
            ::openat(folder.number(), QFile::encodeName(names[i]).constData(),
                     (last ? O_RDONLY : searchOnly) | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!folder.isOpen())
            return tl::unexpected(systemError(errno, path));
    }
    return folder;
}

} // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    std::swap(m_number, other.m_number);
    return *this;
}

Descriptor::~Descriptor()
{
    if (isOpen())
        ::close(m_number);
}

int Descriptor::release()
{
    return std::exchange(m_number, -1);
}

Error systemError(int number, const QString& what)
{
    ErrorCode code = ErrorCode::Failed;
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        code = ErrorCode::NotFound;
        break;
    case EACCES:
    case EPERM:
    case EROFS:
        code = ErrorCode::NotPermitted;
        break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        code = ErrorCode::NoSpace;
        break;
    case EBUSY:
    case ETXTBSY:
        code = ErrorCode::Busy;
        break;
    case ELOOP:
    case EEXIST:
        code = ErrorCode::Conflict;
        break;
    default:
        break;
    }
    return {code, what + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(number))};
}

Result<FilePlace> findPlace(const QString& path)
{
    const QFileInfo info(path);
    QString file = info.canonicalFilePath();
    if (file.isEmpty()) {
        if (info.isSymLink())
            return failure(ErrorCode::Unsupported, path + QStringLiteral(" leads nowhere"));
        const QString folder = QFileInfo(info.path()).canonicalFilePath();
        if (folder.isEmpty())
            return failure(ErrorCode::NotFound, info.path());
        file = folder + QLatin1Char('/') + info.fileName();
    }
    auto folder = openFolder(QFileInfo(file).path());
    if (!folder)
        return tl::unexpected(folder.error());
    return FilePlace{std::move(*folder), QFile::encodeName(QFileInfo(file).fileName())};
}

} // namespace reconnect::posix
