#include "platform/posix/native/person_trash.h"

#include "platform/posix/native/file_system.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reconnect::posix {
namespace {

constexpr int maxNames = 1000;
constexpr int folderFlags = searchOnly | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

tl::unexpected<Error> unexpectedError(int number, const QString& path)
{
    Error error = systemError(number, path);
    if (number == EXDEV) // one file system can't give to another
        error.code = ErrorCode::Unsupported;
    if (number == ENOTDIR) // there is something, and it is no folder
        error.code = ErrorCode::Conflict;
    return tl::unexpected(error);
}

// Of a folder that something is to be moved into: it is no source that may be missing.
tl::unexpected<Error> noPlace(int number, const QString& path)
{
    auto error = unexpectedError(number, path);
    if (error.value().code == ErrorCode::NotFound)
        error.value().code = ErrorCode::Failed;
    return error;
}

bool isOf(const Descriptor& folder, quint32 person)
{
    struct stat facts = {};
    return ::fstat(folder.number(), &facts) == 0 && facts.st_uid == person;
}

QByteArray nameOf(const QString& path)
{
    return QFile::encodeName(QFileInfo(path).fileName());
}

Descriptor folderOf(const QString& path)
{
    return Descriptor(::open(QFile::encodeName(QFileInfo(path).path()).constData(), folderFlags));
}

// "zoom.us.app", "zoom.us 2.app", as the Finder does.
QString nameNumber(const QString& path, int number)
{
    const QFileInfo file(path);
    if (number == 1)
        return file.fileName();
    const QString ending = file.suffix().isEmpty() ? QString() : QLatin1Char('.') + file.suffix();
    return file.completeBaseName() + QLatin1Char(' ') + QString::number(number) + ending;
}

} // namespace

PersonTrash::PersonTrash(QString home, quint32 person)
    : m_home(std::move(home))
    , m_person(person)
{
}

Result<Descriptor> PersonTrash::open() const
{
    const Descriptor home(::open(QFile::encodeName(m_home).constData(), folderFlags));
    if (!home.isOpen())
        return noPlace(errno, m_home);
    if (!isOf(home, m_person))
        return failure(ErrorCode::NotPermitted, m_home);
    const char* const name = ".Trash";
    if (::mkdirat(home.number(), name, 0700) == 0 &&
        ::fchownat(home.number(), name, m_person, gid_t(-1), AT_SYMLINK_NOFOLLOW) != 0)
        return noPlace(errno, m_home);
    Descriptor trash(::openat(home.number(), name, folderFlags));
    if (!trash.isOpen())
        return noPlace(errno, m_home);
    if (!isOf(trash, m_person))
        return failure(ErrorCode::NotPermitted, m_home);
    return trash;
}

Result<QString> PersonTrash::take(const QString& path)
{
    const auto trash = open();
    if (!trash)
        return tl::unexpected(trash.error());
    const Descriptor folder = folderOf(path);
    if (!folder.isOpen())
        return unexpectedError(errno, path);
    for (int number = 1; number <= maxNames; ++number) {
        const QString name = nameNumber(path, number);
        const int problem = renameToNew(folder.number(), nameOf(path).constData(), trash->number(),
                                        QFile::encodeName(name).constData());
        if (problem == 0)
            return m_home + QStringLiteral("/.Trash/") + name;
        if (problem != EEXIST)
            return unexpectedError(problem, path);
    }
    return failure(ErrorCode::Conflict, path);
}

Result<void> PersonTrash::move(const QString& from, const QString& to)
{
    const Descriptor target = folderOf(to);
    if (!target.isOpen())
        return noPlace(errno, to);
    const Descriptor source = folderOf(from);
    if (!source.isOpen())
        return unexpectedError(errno, from);
    const int problem = renameToNew(source.number(), nameOf(from).constData(), target.number(),
                                    nameOf(to).constData());
    return problem == 0 ? Result<void>() : unexpectedError(problem, from);
}

} // namespace reconnect::posix
