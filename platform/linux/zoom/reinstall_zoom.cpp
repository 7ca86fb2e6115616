#include "platform/linux/zoom/reinstall_zoom.h"

#include "core/fix/package_fetch.h"
#include "core/tr.h"
#include "platform/files/bounded_file.h"
#include "platform/linux/zoom/package_signature.h"

#include <QDir>
#include <QLockFile>
#include <QStorageInfo>
#include <QTemporaryDir>

namespace reconnect::linux_os {
namespace {

constexpr qint64 maxPackage = 600LL << 20;
constexpr qint64 maxKey = 256 << 10;
constexpr qint64 spareBytes = 64 << 20; // for the tools' own lists
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

Result<void> hasRoom(const QString& path, qint64 bytes)
{
    const QStorageInfo disk(path);
    if (disk.isValid() && disk.bytesAvailable() < bytes + spareBytes)
        return failure(ErrorCode::NoSpace, disk.rootPath());
    return {};
}

Result<void> isFree(PackageSystem& system, PlainFiles& files)
{
    const auto locks = system.lockFiles();
    if (!locks)
        return tl::unexpected(locks.error());
    for (const QString& lock : *locks)
        if (files.isLocked(lock))
            return failure(ErrorCode::Busy, lock);
    return {};
}

QString whatWasDone(const QString& before, const QString& after)
{
    if (before.isEmpty())
        return tr("Zoom %1 is installed.").arg(after);
    if (before == after)
        return tr("Zoom %1 is installed again.").arg(after);
    return tr("Zoom %1 took the place of Zoom %2.").arg(after, before);
}

// After an installation that did not come to its end.
QString howItIsLeft(const Result<void>& done, const Result<PackageState>& now)
{
    if (!done && done.error().code == ErrorCode::TimedOut)
        return tr("Zoom is still being installed. Wait for it, and check again.");
    if (!now)
        return tr("Zoom may be installed in part now. Check again, and install it once more.");
    if (now->version.isEmpty())
        return tr("Zoom is not installed now. Install it once more.");
    if (now->isWhole)
        return tr("Zoom %1 is installed now, which is not the one that was downloaded.")
            .arg(now->version);
    return tr("Zoom %1 was unpacked, but not set up to its end. Check again, and install it once "
              "more.")
        .arg(now->version);
}

void say(const Telling& tell, const QString& words)
{
    if (tell)
        tell(words, -1);
}

} // namespace

ReinstallPackage::ReinstallPackage(Tools& tools, PlainFiles& files, ReinstallMeans means)
    : m_tools(tools)
    , m_files(files)
    , m_means(std::move(means))
{
}

bool ReinstallPackage::serves(const Change& change) const
{
    const auto* wanted = std::get_if<ReinstallZoom>(&change);
    return wanted && (wanted->kind == QLatin1String("deb") || wanted->kind == QLatin1String("rpm"));
}

Result<QString> ReinstallPackage::carryOut(const Change& change, const Telling& tell)
{
    const auto* wanted = std::get_if<ReinstallZoom>(&change);
    if (!wanted || !serves(change))
        return failure(ErrorCode::Unsupported);
    QDir store(m_means.store);
    if (!store.mkpath(QStringLiteral(".")) || !QFile::setPermissions(store.path(), ownerOnly))
        return failure(ErrorCode::NotPermitted, store.path());
    QLockFile only(store.filePath(QStringLiteral("lock")));
    if (!only.tryLock(0))
        return failure(only.error() == QLockFile::LockFailedError ? ErrorCode::Busy
                                                                  : ErrorCode::NoSpace,
                       store.path());
    // What a run left that was cut off.
    for (const QString& old : store.entryList({QStringLiteral("work-*")}, QDir::Dirs))
        QDir(store.filePath(old)).removeRecursively();
    const QTemporaryDir folder(store.filePath(QStringLiteral("work-XXXXXX")));
    if (!folder.isValid())
        return failure(ErrorCode::NoSpace, folder.errorString());
    return install(*wanted, folder.path(), tell);
}

Result<QString> ReinstallPackage::install(const ReinstallZoom& wanted, const QString& folder,
                                          const Telling& tell)
{
    say(tell, tr("Checking the package."));
    // apt asks for the ending.
    const QString file = folder + QStringLiteral("/zoom.") + wanted.kind;
    const QString keyFile = file + keySuffix;
    if (const auto got = m_files.copy(wanted.package, file, m_means.caller, maxPackage); !got)
        return tl::unexpected(got.error());
    if (const auto got = m_files.copy(wanted.package + keySuffix, keyFile, m_means.caller, maxKey);
        !got)
        return tl::unexpected(got.error());
    const auto key = readBounded(keyFile, maxKey);
    if (!key)
        return tl::unexpected(key.error());
    const auto facts = checked(wanted.kind, file, *key, folder);
    if (!facts)
        return tl::unexpected(facts.error());

    const auto system =
        wanted.kind == QLatin1String("deb") ? makeDebSystem(m_tools) : makeRpmSystem(m_tools);
    const auto before = system->state();
    if (!before)
        return tl::unexpected(before.error());
    if (const auto right = isRight(*system, *facts, before->version); !right)
        return tl::unexpected(right.error());
    // The new files are written beside the old ones.
    for (const char* place : {"/opt", "/usr", "/var"})
        if (const auto room = hasRoom(QLatin1String(place), facts->installedBytes); !room)
            return tl::unexpected(room.error());
    if (const auto free = isFree(*system, m_files); !free)
        return tl::unexpected(free.error());
    if (const auto rehearsed = system->rehearse(file); !rehearsed)
        return tl::unexpected(rehearsed.error());

    say(tell, tr("Installing Zoom. This takes a few minutes."));
    const auto done = system->install(file);
    const auto after = system->state();
    // What the list of packages says counts, not how the tool ended.
    if (after && *after == PackageState{facts->version, true} && (done || *after != *before))
        return whatWasDone(before->version, after->version);
    if (after && *after == *before && !(!done && done.error().code == ErrorCode::TimedOut))
        return tl::unexpected(done ? Error{ErrorCode::Failed, after->version} : done.error());
    return failure(ErrorCode::HalfDone, howItIsLeft(done, after));
}

Result<PackageFacts> ReinstallPackage::checked(const QString& kind, const QString& file,
                                               const QByteArray& key, const QString& folder)
{
    const QString own = folder + QStringLiteral("/check");
    if (!QDir().mkdir(own) || !QFile::setPermissions(own, ownerOnly))
        return failure(ErrorCode::NoSpace, own);
    const SignedPackage package{file, key, m_means.fingerprint, own};
    const bool isDeb = kind == QLatin1String("deb");
    const auto good =
        isDeb ? checkDebSignature(package, m_tools) : checkRpmSignature(package, m_tools);
    if (!good)
        return tl::unexpected(good.error());
    return (isDeb ? makeDebSystem(m_tools) : makeRpmSystem(m_tools))->facts(file);
}

// Zoom may sign more than its client, and an old client that is signed well has old holes.
Result<void> ReinstallPackage::isRight(PackageSystem& system, const PackageFacts& facts,
                                       const QString& installed)
{
    if (facts.name != QLatin1String("zoom"))
        return failure(ErrorCode::NotTrusted, facts.name);
    const auto here = system.architecture();
    if (!here)
        return tl::unexpected(here.error());
    if (facts.architecture != *here && facts.architecture != QLatin1String("all") &&
        facts.architecture != QLatin1String("noarch"))
        return failure(ErrorCode::Unsupported,
                       tr("The downloaded Zoom is for another kind of processor (%1).")
                           .arg(facts.architecture));
    if (installed.isEmpty())
        return {};
    const auto older = system.isOlder(facts.version, installed);
    if (!older)
        return tl::unexpected(older.error());
    if (*older)
        return failure(ErrorCode::Unsupported,
                       tr("Zoom %1 is installed, and the downloaded one is older.").arg(installed));
    return {};
}

} // namespace reconnect::linux_os
