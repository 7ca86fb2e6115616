#include "platform/posix/native/helper_guard.h"

#include <QFile>
#include <QtEndian>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace reconnect::guard {
namespace {

// A list of who may do what, as the kernel keeps it with a file: linux/posix_acl_xattr.h,
// linux/posix_acl.h. All numbers are little endian.
constexpr const char* aclName = "system.posix_acl_access";

struct AclEntry {
    quint16_le tag;
    quint16_le rights;
    quint32_le id;
};

struct Acl {
    quint32_le version;
    std::array<AclEntry, 5> entries;
};

// root may do all, one user may look and read, nobody else anything.
Acl aclFor(quint32 reader)
{
    constexpr quint16 owner = 0x01, user = 0x02, group = 0x04, mask = 0x10, others = 0x20;
    constexpr quint16 all = 7, look = 5, nothing = 0;
    constexpr quint32 noId = 0xffffffff;
    const auto entry = [](quint16 tag, quint16 rights, quint32 id) {
        return AclEntry{quint16_le(tag), quint16_le(rights), quint32_le(id)};
    };
    return Acl{quint32_le(2),
               {entry(owner, all, noId), entry(user, look, reader), entry(group, nothing, noId),
                entry(mask, look, noId), entry(others, nothing, noId)}};
}

} // namespace

namespace posix {

void bareEnvironment()
{
    clearenv();
    setenv("HOME", "/root", 1);
}

bool closeFrom(int first)
{
    return close_range(unsigned(first), ~0U, 0) == 0;
}

bool dieWithCaller()
{
    // Without effect on a parent that is gone already, so it is looked for afterwards.
    const pid_t parent = getppid();
    return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent && parent != 1;
}

} // namespace posix

// pkexec names the person who asked, and so does sudo, of an administrator who acts for himself;
// without them it is root. These are root's own words: nobody else gets here with a variable set.
Result<Caller> caller()
{
    const bool isAsked = std::getenv("PKEXEC_UID");
    const char* variable = isAsked ? "PKEXEC_UID" : "SUDO_UID";
    if (!std::getenv(variable))
        return Caller{QStringLiteral("0"), true};
    const auto user = posix::userIn(variable);
    if (!user)
        return tl::unexpected(user.error());
    return Caller{*user, !isAsked || *user == QLatin1String("0")};
}

QString ownProgram()
{
    return QFile::symLinkTarget(QStringLiteral("/proc/self/exe"));
}

Result<void> showOnlyTo(const QString& folder, const Caller& reader)
{
    const QByteArray place = QFile::encodeName(folder);
    const bool isRoot = reader.id == QLatin1String("0");
    // Without the list the folder is root's alone, so it can be missing, but never be too long.
    removexattr(place.constData(), aclName);
    if (chmod(place.constData(), 0700) != 0)
        return failure(ErrorCode::Failed, folder);
    const auto list = aclFor(reader.id.toUInt());
    if (!isRoot && setxattr(place.constData(), aclName, &list, sizeof list, 0) != 0 &&
        errno != ENOTSUP)
        return failure(ErrorCode::Failed, folder);
    return {};
}

} // namespace reconnect::guard
