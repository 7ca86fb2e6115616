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
constexpr int folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

tl::unexpected<Error> unexpectedError(int number, const QString& path)
{
    // One file system can't give to another.
    if (number == EXDEV)
        return failure(ErrorCode::Unsupported, path);
    return tl::unexpected(systemError(number, path));
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

// "zoom.us.app", "zoom.us 2.app", as the Finder does.
QString nameNumber(const QString& path, int number)
{
    const QFileInfo file(path);
    if (number == 1)
        return file.fileName();
    const QString ending = file.suffix().isEmpty() ? QString() : QLatin1Char('.') + file.suffix();
    return file.completeBaseName() + QLatin1Char(' ') + QString::number(number) + ending;
}

bool isFree(const Descriptor& folder, const QByteArray& name)
{
    struct stat facts = {};
    return ::fstatat(folder.number(), name.constData(), &facts, AT_SYMLINK_NOFOLLOW) != 0 &&
           errno == ENOENT;
}

} // namespace

PersonTrash::PersonTrash(QString home, quint32 person)
    : m_home(std::move(home))
    , m_person(person)
{
}

Result<Descriptor> PersonTrash::open() const
{
    Descriptor home(::open(QFile::encodeName(m_home).constData(), folderFlags));
    if (!home.isOpen())
        return unexpectedError(errno, m_home);
    if (!isOf(home, m_person))
        return failure(ErrorCode::NotPermitted, m_home);
    const char* const name = ".Trash";
    const bool isNew = ::mkdirat(home.number(), name, 0700) == 0;
    Descriptor trash(::openat(home.number(), name, folderFlags));
    if (!trash.isOpen())
        return unexpectedError(errno, m_home);
    if (isNew && ::fchown(trash.number(), m_person, gid_t(-1)) != 0)
        return unexpectedError(errno, m_home);
    if (!isOf(trash, m_person))
        return failure(ErrorCode::NotPermitted, m_home);
    return trash;
}

Result<Descriptor> PersonTrash::folderOf(const QString& path)
{
    const QString folder = QFileInfo(path).path();
    Descriptor opened(::open(QFile::encodeName(folder).constData(), folderFlags));
    return opened.isOpen() ? Result<Descriptor>(std::move(opened)) : unexpectedError(errno, folder);
}

Result<PersonTrash::Identity> PersonTrash::identityOf(const Descriptor& folder,
                                                      const QByteArray& name, const QString& path)
{
    struct stat facts = {};
    if (::fstatat(folder.number(), name.constData(), &facts, AT_SYMLINK_NOFOLLOW) != 0)
        return unexpectedError(errno, path);
    return Identity{quint64(facts.st_dev), quint64(facts.st_ino), quint32(facts.st_uid)};
}

Result<QString> PersonTrash::take(const QString& path)
{
    const auto trash = open();
    if (!trash)
        return tl::unexpected(trash.error());
    const auto folder = folderOf(path);
    if (!folder)
        return tl::unexpected(folder.error());
    // Looked at before: in the Trash its person could put something else in its place.
    const auto identity = identityOf(*folder, nameOf(path), path);
    if (!identity)
        return tl::unexpected(identity.error());
    for (int number = 1; number <= maxNames; ++number) {
        const QString name = nameNumber(path, number);
        const int problem = renameToNew(folder->number(), nameOf(path).constData(), trash->number(),
                                        QFile::encodeName(name).constData());
        if (problem == EEXIST)
            continue;
        if (problem != 0)
            return unexpectedError(problem, path);
        const QString now = m_home + QStringLiteral("/.Trash/") + name;
        m_taken.insert(now, *identity);
        return now;
    }
    return failure(ErrorCode::Conflict, path);
}

// It first gets a name of its own where it belongs: there it is looked at out of the reach of its
// person, and has its name only then.
Result<void> PersonTrash::giveBack(const QString& from, const QString& path)
{
    const auto trash = open();
    if (!trash)
        return tl::unexpected(trash.error());
    const auto folder = folderOf(path);
    if (!folder)
        return tl::unexpected(folder.error());
    const QByteArray name = nameOf(from);
    const auto identity = identityOf(*trash, name, from);
    if (!identity)
        return tl::unexpected(identity.error());
    const auto taken = m_taken.constFind(from);
    if (taken == m_taken.constEnd() || *taken != *identity || !isFree(*folder, nameOf(path)))
        return failure(ErrorCode::Conflict, path);
    const QByteArray between = ".reconnect2026-" + nameOf(path);
    if (const int problem =
            renameToNew(trash->number(), name.constData(), folder->number(), between.constData()))
        return unexpectedError(problem, path);
    const auto moved = identityOf(*folder, between, path);
    const int problem = moved && *moved == *taken
                            ? renameToNew(folder->number(), between.constData(), folder->number(),
                                          nameOf(path).constData())
                            : EEXIST;
    if (problem != 0) {
        renameToNew(folder->number(), between.constData(), trash->number(), name.constData());
        return unexpectedError(problem, path);
    }
    m_taken.remove(from);
    return {};
}

} // namespace reconnect::posix
