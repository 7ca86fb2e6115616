#include "platform/windows/zoom/reinstall_zoom.h"

#include "core/probe/version.h"
#include "core/tr.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLockFile>
#include <QScopeGuard>
#include <QStorageInfo>
#include <QThread>
#include <QUuid>

#include <algorithm>

namespace reconnect::windows_os {
namespace {

constexpr qint64 maxPackage = 600LL << 20;
constexpr qint64 unpackedTimes = 4; // what a package grows to, and the copy of it
constexpr int installMs = 15 * 60 * 1000;
constexpr int lookMs = 200;

Result<void> hasRoom(const QString& path, qint64 bytes)
{
    const QStorageInfo disk(path);
    if (disk.isValid() && disk.isReady() && disk.bytesAvailable() < bytes)
        return failure(ErrorCode::NoSpace, disk.rootPath());
    return {};
}

// `before`: null where there was none.
QString whatWasDone(const InstalledZoom* before, const InstalledZoom& after, bool needsRestart)
{
    const bool isSame =
        before && (before->version == after.version ||
                   (!before->registered.isEmpty() && before->registered == after.registered));
    QString said = tr("Zoom %1 is installed.").arg(after.version);
    if (isSame)
        said = tr("Zoom %1 is installed again.").arg(after.version);
    else if (before)
        said = tr("Zoom %1 took the place of Zoom %2.").arg(after.version, before->version);
    if (needsRestart)
        said += QLatin1Char(' ') + tr("Restart the computer to finish it.");
    return said;
}

// What an error means where there was a client: that it may be gone is what the person has to know,
// and what to do then.
Error honest(const Error& error, const QList<InstalledZoom>& before, const QString& package)
{
    const bool isLost =
        !before.isEmpty() &&
        std::none_of(before.begin(), before.end(), [](const InstalledZoom& install) {
            return QFileInfo::exists(install.program());
        });
    if (!isLost)
        return error;
    return {ErrorCode::Unsupported,
            tr("Zoom was removed and could not be installed (%1). Start %2 to install it.")
                .arg(error.detail, QDir::toNativeSeparators(package))};
}

void say(const Telling& tell, const QString& words)
{
    if (tell)
        tell(words, -1);
}

} // namespace

ReinstallClient::ReinstallClient(ReinstallMeans means)
    : m_means(std::move(means))
{
}

bool ReinstallClient::serves(const Change& change) const
{
    const auto* wanted = std::get_if<ReinstallZoom>(&change);
    return wanted && wanted->kind == kind();
}

Result<QString> ReinstallClient::carryOut(const Change& change, const Telling& tell)
{
    const auto* wanted = std::get_if<ReinstallZoom>(&change);
    if (!wanted || !serves(change))
        return failure(ErrorCode::Unsupported);
    if (const auto made = m_means.makeStore(m_means.store); !made)
        return tl::unexpected(made.error());
    const QDir store(m_means.store);
    QLockFile only(store.filePath(QStringLiteral("lock")));
    if (!only.tryLock(0))
        return failure(only.error() == QLockFile::LockFailedError ? ErrorCode::Busy
                                                                  : ErrorCode::NoSpace,
                       store.path());
    // What a run left that was cut off.
    for (const QString& old : store.entryList({QStringLiteral("work-*")}, QDir::Dirs))
        QDir(store.filePath(old)).removeRecursively();
    // Made as the store was: QTemporaryDir's is writable to all programs of the person, which on
    // Windows an administrator's elevated one is but one of.
    const QString work =
        store.filePath(QStringLiteral("work-") + QUuid::createUuid().toString(QUuid::Id128));
    const auto clear = qScopeGuard([&work] { QDir(work).removeRecursively(); });
    if (const auto made = m_means.makeStore(work); !made)
        return tl::unexpected(made.error());
    return replace(wanted->package, work + QStringLiteral("/ZoomInstallerFull.") + kind(), tell);
}

Result<QString> ReinstallClient::replace(const QString& package, const QString& copy,
                                         const Telling& tell)
{
    say(tell, tr("Checking the package."));
    if (const auto got = m_means.installers.copy(package, copy, maxPackage); !got)
        return tl::unexpected(got.error());
    const auto brought = judged(copy);
    if (!brought)
        return brought;

    const QList<InstalledZoom> before = installed();
    say(tell, tr("Ending Zoom."));
    if (const auto ended = endClient(m_means.processes, m_means.patience); !ended)
        return tl::unexpected(ended.error());
    say(tell, tr("Installing Zoom. This takes a few minutes."));
    bool needsRestart = false;
    for (const InstalledZoom& old : before) {
        const auto removed = remove(old);
        if (!removed)
            return tl::unexpected(honest(removed.error(), before, package));
        needsRestart = needsRestart || removed->needsRestart;
    }
    const auto done = install(copy);
    if (!done)
        return tl::unexpected(honest(done.error(), before, package));
    const auto after = proven(*brought);
    if (!after)
        return tl::unexpected(honest(after.error(), before, package));
    return whatWasDone(before.isEmpty() ? nullptr : &before.first(), *after,
                       needsRestart || done->needsRestart);
}

Result<QString> ReinstallClient::judged(const QString& file)
{
    if (const auto good = acceptSigned(m_means.files.signature(file), file); !good)
        return tl::unexpected(good.error());
    const auto brought = bringsVersion(file);
    if (!brought)
        return brought;
    for (const InstalledZoom& install : installed()) {
        // An old client that is signed well has old holes.
        const QString version = comparedVersion(install);
        const auto order = compareVersions(*brought, version);
        if (order && *order == std::strong_ordering::less)
            return failure(
                ErrorCode::Unsupported,
                tr("Zoom %1 is installed, and the downloaded one is older.").arg(version));
    }
    const qint64 room = QFileInfo(file).size() * unpackedTimes;
    for (const QString& place :
         clientFolders(installed(), m_means.folders) + m_means.folders.programs)
        if (QFileInfo::exists(place))
            if (const auto has = hasRoom(place, room); !has)
                return tl::unexpected(has.error());
    return brought;
}

// What the installer says of itself is not believed.
Result<InstalledZoom> ReinstallClient::proven(const QString& brought)
{
    InstalledZoom now;
    const auto isThere = [this, &brought, &now] {
        for (const InstalledZoom& install : installed()) {
            const auto order = compareVersions(comparedVersion(install), brought);
            if (m_means.files.signature(install.program()) != Signature::Good ||
                (order && *order == std::strong_ordering::less))
                continue;
            now = install;
            return true;
        }
        return false;
    };
    if (!settles(isThere))
        return failure(ErrorCode::Failed, QStringLiteral("the new Zoom.exe is not there"));
    return now;
}

QList<InstalledZoom> ReinstallClient::installed() const
{
    QList<InstalledZoom> all = installedZooms(m_means.registry, m_means.files, m_means.folders);
    all.removeIf([this](const InstalledZoom& install) { return install.kind != kind(); });
    return all;
}

Result<int> ReinstallClient::run(const QString& program, const QStringList& arguments) const
{
    Command command;
    command.program = program;
    command.arguments = arguments;
    command.timeoutMs = installMs;
    const auto output = m_means.tools.run(command);
    return output ? Result<int>(output->exitCode) : tl::unexpected(output.error());
}

bool ReinstallClient::settles(const std::function<bool()>& holds) const
{
    QElapsedTimer clock;
    clock.start();
    while (!holds()) {
        if (clock.elapsed() > m_means.settleMs)
            return false;
        QThread::msleep(lookMs);
    }
    return true;
}

} // namespace reconnect::windows_os
