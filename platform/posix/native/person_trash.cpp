#include "platform/posix/native/person_trash.h"

#include <QDir>
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
    for (int number = 1; number <= maxNames; ++number) {
        const QString name = nameNumber(path, number);
        const QByteArray there = QFile::encodeName(name);
        if (!isFree(*trash, there))
            continue;
        if (::renameat(folder->number(), nameOf(path).constData(), trash->number(),
                       there.constData()) != 0)
            return unexpectedError(errno, path);
        const auto identity = identityOf(*trash, there, path);
        if (!identity)
            return tl::unexpected(identity.error());
        const QString now = m_home + QStringLiteral("/.Trash/") + name;
        m_taken.insert(now, *identity);
        return now;
    }
    return failure(ErrorCode::Conflict, path);
}

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
    if (::renameat(trash->number(), name.constData(), folder->number(), nameOf(path).constData()) !=
        0)
        return unexpectedError(errno, path);
    m_taken.remove(from);
    return {};
}

} // namespace reconnect::posix
