#include "platform/files/file_edit.h"

#include "platform/posix/native/file_system.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reconnect {
namespace {

using posix::copyAttributes;
using posix::Descriptor;
using posix::FilePlace;
using posix::findPlace;
using posix::isMountPoint;
using posix::makeRoom;
using posix::systemError;

constexpr mode_t permissions = 07777;

// The name under which new content lies until it takes its place.
QByteArray besides(const FilePlace& place)
{
    return '.' + place.name + ".reconnect2026";
}

struct OpenFile {
    Descriptor file; // not open: there is none
    struct stat facts = {};
    WholeFile content;
};

Result<QByteArray> readAll(int file, const QString& path)
{
    QByteArray content;
    char piece[65536];
    for (;;) {
        const ssize_t count = ::read(file, piece, sizeof piece);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return tl::unexpected(systemError(errno, path));
        if (count == 0)
            return content;
        content.append(piece, count);
        if (content.size() > maxEditedFile)
            return failure(ErrorCode::TooLarge, path);
    }
}

Result<OpenFile> openAt(const FilePlace& place, const QString& path)
{
    OpenFile open;
    open.file = Descriptor(::openat(place.folder.number(), place.name.constData(),
                                    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!open.file.isOpen()) {
        if (errno == ENOENT)
            return open;
        return tl::unexpected(systemError(errno, path));
    }
    if (::fstat(open.file.number(), &open.facts) != 0)
        return tl::unexpected(systemError(errno, path));
    if (!S_ISREG(open.facts.st_mode))
        return failure(ErrorCode::Unsupported, path + QStringLiteral(" is no file"));
    auto content = readAll(open.file.number(), path);
    if (!content)
        return tl::unexpected(content.error());
    open.content = std::move(*content);
    return open;
}

Result<void> writeAll(int file, const QByteArray& content, const QString& path)
{
    for (qsizetype done = 0; done < content.size();) {
        const ssize_t count =
            ::pwrite(file, content.constData() + done, size_t(content.size() - done), done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return tl::unexpected(systemError(errno, path));
        done += count;
    }
    return {};
}

Result<void> dressAs(const OpenFile& old, int file, const QString& path)
{
    struct stat facts = {};
    if (::fstat(file, &facts) != 0)
        return tl::unexpected(systemError(errno, path));
    const bool owned = facts.st_uid == old.facts.st_uid && facts.st_gid == old.facts.st_gid;
    if (!owned && ::fchown(file, old.facts.st_uid, old.facts.st_gid) != 0)
        return tl::unexpected(systemError(errno, path));
    if (const auto copied = copyAttributes(old.file.number(), file, path); !copied)
        return copied;
    if (::fchmod(file, old.facts.st_mode & permissions) != 0)
        return tl::unexpected(systemError(errno, path));
    return {};
}

Result<void> syncFolder(const FilePlace& place, const QString& path)
{
    if (::fsync(place.folder.number()) != 0)
        return tl::unexpected(systemError(errno, path));
    return {};
}

Result<void> writeInPlace(const FilePlace& place, const OpenFile& old, const QByteArray& content,
                          const QString& path)
{
    const Descriptor file(
        ::openat(place.folder.number(), place.name.constData(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.isOpen())
        return tl::unexpected(systemError(errno, path));
    // Room first, because half a file would be neither the old one nor the new one.
    if (content.size() > old.content->size()) {
        const int failed = makeRoom(file.number(), content.size());
        if (failed != 0) {
            static_cast<void>(::ftruncate(file.number(), old.content->size()));
            return tl::unexpected(systemError(failed, path));
        }
    }
    if (const auto written = writeAll(file.number(), content, path); !written)
        return written;
    if (::ftruncate(file.number(), content.size()) != 0 || ::fsync(file.number()) != 0)
        return tl::unexpected(systemError(errno, path));
    return {};
}

// New content under the other name, in full and on the disk.
Result<void> writeBesides(const FilePlace& place, const OpenFile& old, const QByteArray& content,
                          const QString& path)
{
    const QByteArray name = besides(place);
    ::unlinkat(place.folder.number(), name.constData(), 0);
    const Descriptor file(::openat(place.folder.number(), name.constData(),
                                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return tl::unexpected(systemError(errno, path));
    auto done = writeAll(file.number(), content, path);
    if (done && old.content)
        done = dressAs(old, file.number(), path);
    if (done && ::fsync(file.number()) != 0)
        done = tl::unexpected(systemError(errno, path));
    if (!done)
        ::unlinkat(place.folder.number(), name.constData(), 0);
    return done;
}

Result<void> exchange(const FilePlace& place, const OpenFile& old, const QByteArray& content,
                      const QString& path)
{
    if (old.content && old.facts.st_nlink > 1)
        return writeInPlace(place, old, content, path);
    if (const auto written = writeBesides(place, old, content, path); !written)
        return written;
    const QByteArray name = besides(place);
    // Whoever wrote while we did comes first.
    const auto now = openAt(place, path);
    const bool same = now && now->content == old.content;
    if (same && ::renameat(place.folder.number(), name.constData(), place.folder.number(),
                           place.name.constData()) == 0)
        return syncFolder(place, path);
    const int number = errno;
    ::unlinkat(place.folder.number(), name.constData(), 0);
    if (!same)
        return failure(ErrorCode::Conflict, path);
    if ((number == EBUSY || number == EXDEV) && old.content)
        return writeInPlace(place, old, content, path);
    return tl::unexpected(systemError(number, path));
}

} // namespace

bool isWrittenInPlace(const QString& path)
{
    const auto place = findPlace(path);
    struct stat facts = {};
    if (!place || ::fstatat(place->folder.number(), place->name.constData(), &facts,
                            AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    return facts.st_nlink > 1 || isMountPoint(*place);
}

Result<WholeFile> readForEdit(const QString& path)
{
    const auto place = findPlace(path);
    if (!place) {
        if (place.error().code == ErrorCode::NotFound)
            return WholeFile();
        return tl::unexpected(place.error());
    }
    ::unlinkat(place->folder.number(), besides(*place).constData(), 0);
    auto open = openAt(*place, path);
    if (!open)
        return tl::unexpected(open.error());
    return std::move(open->content);
}

Result<void> replaceFile(const QString& path, const WholeFile& expected, const WholeFile& content)
{
    const auto place = findPlace(path);
    if (!place)
        return tl::unexpected(place.error());
    const auto old = openAt(*place, path);
    if (!old)
        return tl::unexpected(old.error());
    if (old->content != expected)
        return failure(ErrorCode::Conflict, path);
    if (content == expected)
        return {};
    if (content)
        return exchange(*place, *old, *content, path);
    if (::unlinkat(place->folder.number(), place->name.constData(), 0) != 0)
        return tl::unexpected(systemError(errno, path));
    return syncFolder(*place, path);
}

} // namespace reconnect
