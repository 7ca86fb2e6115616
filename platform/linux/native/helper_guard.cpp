#include "platform/helper/guard.h"

#include <QDir>
#include <QFile>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace reconnect::guard {
namespace {

constexpr const char* path = "/usr/sbin:/usr/bin:/sbin:/bin";
constexpr int mostFiles = 1024;

// pkexec names the person who asked; without it an administrator called us directly.
Result<quint32> caller()
{
    const char* text = std::getenv("PKEXEC_UID");
    if (!text)
        return 0U;
    bool isNumber = false;
    const quint32 uid = QByteArray(text).toUInt(&isNumber);
    if (!isNumber)
        return failure(ErrorCode::NotPermitted, QStringLiteral("PKEXEC_UID is no number"));
    return uid;
}

bool onlyRootWrites(const struct stat& facts)
{
    return facts.st_uid == 0 && (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

} // namespace

Result<quint32> standAlone()
{
    if (geteuid() != 0)
        return failure(ErrorCode::NotPermitted, QStringLiteral("this needs an administrator"));
    const auto uid = caller();
    if (!uid)
        return uid;
    // Without effect on a parent that is gone already, so it is looked for afterwards.
    const pid_t parent = getppid();
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent || parent == 1)
        return failure(ErrorCode::NotPermitted, QStringLiteral("the caller is gone"));
    clearenv();
    setenv("PATH", path, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("HOME", "/root", 1);
    umask(022);
    for (int file = STDERR_FILENO + 1; file < mostFiles; ++file)
        close(file);
    if (chdir("/") != 0 || setgid(0) != 0 || setuid(0) != 0)
        return failure(ErrorCode::NotPermitted, QString::fromLocal8Bit(std::strerror(errno)));
    return uid;
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

QString ownProgram()
{
    return QFile::symLinkTarget(QStringLiteral("/proc/self/exe"));
}

Result<void> makeSafeFolder(const QString& folder)
{
    QString one;
    for (const QString& name : folder.split(QLatin1Char('/'), Qt::SkipEmptyParts)) {
        one += QLatin1Char('/') + name;
        if (mkdir(QFile::encodeName(one).constData(), 0755) != 0 && errno != EEXIST)
            return failure(errno == ENOSPC ? ErrorCode::NoSpace : ErrorCode::Failed, one);
    }
    return isSafe(folder);
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
