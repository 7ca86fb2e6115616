#include "platform/posix/native/helper_guard.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <climits>
#include <crt_externs.h>
#include <csignal>
#include <cstdlib>
#include <mach-o/dyld.h>
#include <membership.h>
#include <pthread.h>
#include <sys/acl.h>
#include <sys/event.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reconnect::guard {
namespace {

constexpr const char* screen = "/dev/console"; // belongs to the person at the screen

// root may do all by the mode; one user may look and read, and what is made in it later as well.
bool addReader(acl_t& list, uid_t reader)
{
    acl_entry_t entry = nullptr;
    acl_permset_t rights = nullptr;
    acl_flagset_t flags = nullptr;
    uuid_t person = {};
    return ::mbr_uid_to_uuid(reader, person) == 0 && ::acl_create_entry(&list, &entry) == 0 &&
           ::acl_set_tag_type(entry, ACL_EXTENDED_ALLOW) == 0 &&
           ::acl_set_qualifier(entry, person) == 0 && ::acl_get_permset(entry, &rights) == 0 &&
           ::acl_add_perm(rights, ACL_READ_DATA) == 0 && ::acl_add_perm(rights, ACL_EXECUTE) == 0 &&
           ::acl_set_permset(entry, rights) == 0 && ::acl_get_flagset_np(entry, &flags) == 0 &&
           ::acl_add_flag_np(flags, ACL_ENTRY_FILE_INHERIT) == 0 &&
           ::acl_set_flagset_np(entry, flags) == 0;
}

} // namespace

namespace posix {

void bareEnvironment()
{
    static char* none[] = {nullptr};
    *_NSGetEnviron() = none;
    setenv("HOME", "/var/root", 1);
}

// There is no call for it; the table is no longer than its limit.
bool closeFrom(int first)
{
    for (int file = getdtablesize() - 1; file >= first; --file)
        close(file);
    return true;
}

// The nearest to Linux' signal for it is to wait for the end of the other, on a thread.
bool dieWithCaller()
{
    const pid_t parent = getppid();
    const int queue = kqueue();
    struct kevent wanted = {};
    EV_SET(&wanted, uintptr_t(parent), EVFILT_PROC, EV_ADD | EV_ONESHOT, NOTE_EXIT, 0, nullptr);
    if (queue < 0 || kevent(queue, &wanted, 1, nullptr, 0, nullptr) != 0)
        return false;
    pthread_t watch{};
    const auto wait = [](void* given) -> void* {
        struct kevent seen = {};
        if (kevent(int(intptr_t(given)), nullptr, 0, &seen, 1, nullptr) == 1)
            _exit(EXIT_FAILURE);
        return nullptr;
    };
    return pthread_create(&watch, nullptr, wait, reinterpret_cast<void*>(intptr_t(queue))) == 0 &&
           getppid() == parent && parent != 1;
}

} // namespace posix

// sudo names the person who asked. macOS' dialog names nobody: it is whoever sits at the screen,
// because nobody else can answer it.
Result<Caller> caller()
{
    if (std::getenv("SUDO_UID")) {
        const auto user = posix::userIn("SUDO_UID");
        return user ? Result<Caller>(Caller{*user, true}) : tl::unexpected(user.error());
    }
    struct stat facts = {};
    if (stat(screen, &facts) != 0)
        return failure(ErrorCode::NotPermitted, QLatin1String(screen));
    return Caller{QString::number(facts.st_uid), facts.st_uid == 0};
}

QString ownProgram()
{
    std::array<char, 4096> path{};
    uint32_t size = path.size();
    std::array<char, PATH_MAX> real{};
    if (_NSGetExecutablePath(path.data(), &size) != 0 || !realpath(path.data(), real.data()))
        return {};
    return QFile::decodeName(real.data());
}

Result<void> showOnlyTo(const QString& folder, const Caller& reader)
{
    const QByteArray place = QFile::encodeName(folder);
    if (chmod(place.constData(), 0700) != 0)
        return failure(ErrorCode::Failed, folder);
    acl_t list = acl_init(1);
    const bool isRoot = reader.id == QLatin1String("0");
    const bool set = list && (isRoot || addReader(list, reader.id.toUInt())) &&
                     acl_set_file(place.constData(), ACL_TYPE_EXTENDED, list) == 0;
    const int number = errno;
    if (list)
        acl_free(list);
    return set || number == ENOTSUP ? Result<void>() : failure(ErrorCode::Failed, folder);
}

} // namespace reconnect::guard
