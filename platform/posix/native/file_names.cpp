#include "platform/posix/native/file_names.h"

#include "platform/posix/native/file_system.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reconnect::posix {

Result<void> PosixFileNames::rename(const QString& from, const QString& to)
{
    const int problem = renameToNew(AT_FDCWD, QFile::encodeName(from).constData(), AT_FDCWD,
                                    QFile::encodeName(to).constData());
    if (problem != 0)
        return tl::unexpected(systemError(problem, from));
    const Descriptor folder(open(QFile::encodeName(QFileInfo(to).path()).constData(),
                                 O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen())
        fsync(folder.number());
    return {};
}

std::optional<quint64> PosixFileNames::inode(const QString& path)
{
    struct stat is = {};
    if (lstat(QFile::encodeName(path).constData(), &is) != 0)
        return std::nullopt;
    return is.st_ino;
}

} // namespace reconnect::posix
