#include "platform/posix/native/helper_guard.h"

#include "platform/helper/order.h"

#include <QDir>
#include <QFile>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reconnect::guard {
namespace {

constexpr const char* path = "/usr/sbin:/usr/bin:/sbin:/bin";

bool onlyRootWrites(const struct stat& facts)
{
    return facts.st_uid == 0 && (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// Only the three standard files are open. Where the caller closed one, the next file to be opened
// would take its place, and what is said be written into that.
bool keepStandardFiles()
{
    int file = 0;
    while (file >= 0 && file <= STDERR_FILENO)
        file = open("/dev/null", O_RDWR);
    return file >= 0 && posix::closeFrom(STDERR_FILENO + 1);
}

// A caller may have set what a process can use to nearly nothing, so that it fails in between. A
// root that may not raise limits, as in some containers, makes do with `least`.
bool lift(int what, rlim_t least)
{
    constexpr rlim_t files = 4096;
    const rlim_t most = what == RLIMIT_NOFILE ? files : RLIM_INFINITY;
    const struct rlimit wanted {
        most, most
    };
    struct rlimit limit {};
    if (setrlimit(what, &wanted) == 0)
        return true;
    if (getrlimit(what, &limit) != 0 || limit.rlim_max < least)
        return false;
    limit.rlim_cur = limit.rlim_max;
    return setrlimit(what, &limit) == 0;
}

bool liftAll()
{
    constexpr rlim_t files = 64;
    constexpr rlim_t bytes = 1 << 30;
    constexpr rlim_t seconds = 600;
    return lift(RLIMIT_NOFILE, files) && lift(RLIMIT_FSIZE, bytes) && lift(RLIMIT_AS, bytes) &&
           lift(RLIMIT_DATA, bytes) && lift(RLIMIT_CPU, seconds);
}

// The same of signals that the caller had ignored or blocked.
bool hearSignals()
{
    sigset_t none;
    if (sigemptyset(&none) != 0 || sigprocmask(SIG_SETMASK, &none, nullptr) != 0)
        return false;
    for (int number = 1; number < NSIG; ++number)
        if (number != SIGKILL && number != SIGSTOP)
            std::signal(number, SIG_DFL);
    // Whoever listened may be gone in the middle; that ends nothing.
    return std::signal(SIGPIPE, SIG_IGN) != SIG_ERR;
}

// A change of these would undo dieWithCaller(), so they come first.
bool becomeRoot()
{
    return setgroups(0, nullptr) == 0 && setgid(0) == 0 && setuid(0) == 0;
}

} // namespace

Result<QString> posix::userIn(const char* variable)
{
    const QString text = QString::fromLatin1(std::getenv(variable));
    bool isNumber = false;
    const quint32 uid = text.toUInt(&isNumber);
    // Only as the system writes it; the highest is its word for nobody at all.
    if (!isCallerId(text) || !isNumber || uid == uid_t(-1))
        return failure(ErrorCode::NotPermitted,
                       QLatin1String(variable) + QStringLiteral(" names nobody"));
    return text;
}

Result<Caller> standAlone()
{
    if (geteuid() != 0)
        return failure(ErrorCode::NotPermitted, QStringLiteral("this needs an administrator"));
    const auto asked = caller();
    if (!asked)
        return asked;
    posix::bareEnvironment();
    setenv("PATH", path, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    umask(022);
    const bool alone =
        liftAll() && keepStandardFiles() && hearSignals() && becomeRoot() && chdir("/") == 0;
    if (!alone)
        return failure(ErrorCode::NotPermitted, QString::fromLocal8Bit(std::strerror(errno)));
    if (!posix::dieWithCaller())
        return failure(ErrorCode::NotPermitted, QStringLiteral("the caller is gone"));
    return asked;
}

Result<QStringList> hear(int count, const char* const* words)
{
    return wordsFrom(count, words);
}

void say(const QByteArray& answer)
{
    std::fwrite(answer.constData(), 1, size_t(answer.size()), stdout);
    std::fflush(stdout);
}

Result<void> isSafe(const QString& where)
{
    for (QString one = QDir::cleanPath(where);; one = QFileInfo(one).path()) {
        struct stat facts {};
        if (lstat(QFile::encodeName(one).constData(), &facts) != 0)
            return failure(ErrorCode::NotFound, one);
        if (S_ISLNK(facts.st_mode) || !onlyRootWrites(facts))
            return failure(ErrorCode::NotTrusted, one);
        if (one == QLatin1String("/"))
            return {};
    }
}

Result<void> makeSafeFolder(const QString& folder)
{
    QString one;
    for (const QString& name : folder.split(QLatin1Char('/'), Qt::SkipEmptyParts)) {
        one += QLatin1Char('/') + name;
        const QByteArray place = QFile::encodeName(one);
        if (mkdir(place.constData(), 0755) != 0 && errno != EEXIST)
            return failure(errno == ENOSPC ? ErrorCode::NoSpace : ErrorCode::Failed, one);
        // Each before the next is made in it, or a link would have it made elsewhere.
        struct stat facts {};
        if (lstat(place.constData(), &facts) != 0 || !S_ISDIR(facts.st_mode) ||
            !onlyRootWrites(facts))
            return failure(ErrorCode::NotTrusted, one);
    }
    return {};
}

bool syncFolder(const QString& folder)
{
    const int file = open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY);
    if (file < 0)
        return false;
    const bool synced = fsync(file) == 0;
    close(file);
    return synced;
}

} // namespace reconnect::guard
