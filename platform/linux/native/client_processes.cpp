#include "platform/linux/native/client_processes.h"

#include "platform/posix/native/trusted_folder.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <array>
#include <csignal>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace reconnect::linux_os {

using namespace posix;

NativeClientProcesses::NativeClientProcesses(QString root)
    : m_root(std::move(root))
{
}

QString NativeClientProcesses::programOf(qint64 pid) const
{
    const QByteArray folder = QByteArray("/proc/").append(QByteArray::number(pid));
    struct stat facts = {};
    if (::stat(folder.constData(), &facts) != 0 || facts.st_uid != ::getuid())
        return {};
    std::array<char, 4096> link{};
    const ssize_t length =
        ::readlink(QByteArray(folder).append("/exe").constData(), link.data(), link.size());
    if (length <= 0 || size_t(length) >= link.size())
        return {};
    QString program = QFile::decodeName(QByteArray(link.data(), qsizetype(length)));
    // proc(5): so it says of what was replaced while it runs, as an update does.
    const QString gone = QStringLiteral(" (deleted)");
    if (program.endsWith(gone))
        program.chop(gone.size());
    const QStringList folders{m_root + QStringLiteral("/opt/zoom/"),
                              QStringLiteral("/app/extra/zoom/"),
                              QStringLiteral("/snap/zoom-client/")};
    for (const QString& start : folders)
        if (program.startsWith(start))
            return program;
    return {};
}

QList<ClientProcess> NativeClientProcesses::running()
{
    QList<ClientProcess> found;
    for (const QString& name :
         QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isNumber = false;
        const qint64 pid = name.toLongLong(&isNumber);
        if (const QString program = isNumber ? programOf(pid) : QString(); !program.isEmpty())
            found.append({pid, program});
    }
    return found;
}

void NativeClientProcesses::end(const ClientProcess& process, bool firmly)
{
    // Held by a descriptor and looked at again: its number may be another's by now.
    const Descriptor held(int(::syscall(SYS_pidfd_open, pid_t(process.pid), 0)));
    if (held.isOpen() && programOf(process.pid) == process.program)
        ::syscall(SYS_pidfd_send_signal, held.number(), firmly ? SIGKILL : SIGTERM, nullptr, 0);
}

Result<void> NativeClientProcesses::start(const QStringList& command)
{
    QProcess process;
    process.setProgram(command.first());
    process.setArguments(command.mid(1));
    process.setWorkingDirectory(QDir::homePath());
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached() ? Result<void>() : failure(ErrorCode::NotFound, command.first());
}

} // namespace reconnect::linux_os
