#include "platform/macos/zoom/reinstall_zoom.h"

#include "core/probe/version.h"
#include "core/tr.h"
#include "platform/macos/zoom/code_signature.h"
#include "platform/macos/zoom/package_signature.h"
#include "platform/macos/zoom/process_list.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QStorageInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace reconnect::macos {
namespace {

constexpr qint64 maxPackage = 600LL << 20;
constexpr qint64 unpackedTimes = 4; // what a package grows to, and the copy of it
constexpr int installMs = 15 * 60 * 1000;
constexpr int verifyMs = 120000;
constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

Result<void> hasRoom(const QString& path, qint64 bytes)
{
    const QStorageInfo disk(path);
    if (disk.isValid() && disk.isReady() && disk.bytesAvailable() < bytes)
        return failure(ErrorCode::NoSpace, disk.rootPath());
    return {};
}

// `kept`: where the old one is, if not in the Trash.
QString whatWasDone(const QString& before, const QString& after, const QString& kept)
{
    QString done = before == after ? tr("Zoom %1 is installed again.").arg(after)
                                   : tr("Zoom %1 took the place of Zoom %2.").arg(after, before);
    if (before.isEmpty())
        done = tr("Zoom %1 is installed.").arg(after);
    return kept.isEmpty() ? done
                          : done + QLatin1Char(' ') +
                                tr("What could not be moved to the Trash is in %1.").arg(kept);
}

void say(const Telling& tell, const QString& words)
{
    if (tell)
        tell(words, -1);
}

} // namespace

ReinstallPackage::ReinstallPackage(ReinstallMeans means)
    : m_means(std::move(means))
{
}

bool ReinstallPackage::serves(const Change& change) const
{
    const auto* wanted = std::get_if<ReinstallZoom>(&change);
    return wanted && wanted->kind == QLatin1String("pkg");
}

Result<QString> ReinstallPackage::carryOut(const Change& change, const Telling& tell)
{
    const auto* wanted = std::get_if<ReinstallZoom>(&change);
    if (!wanted || !serves(change))
        return failure(ErrorCode::Unsupported);
    const QDir store(m_means.store);
    if (!store.mkpath(QStringLiteral(".")) || !QFile::setPermissions(store.path(), ownerOnly))
        return failure(ErrorCode::NotPermitted, store.path());
    QLockFile only(store.filePath(QStringLiteral("lock")));
    if (!only.tryLock(0))
        return failure(only.error() == QLockFile::LockFailedError ? ErrorCode::Busy
                                                                  : ErrorCode::NoSpace,
                       store.path());
    if (isHalfDone(change))
        if (const auto mended = mend(change); !mended)
            return tl::unexpected(mended.error());
    // What a run left that was cut off.
    for (const QString& old : store.entryList({QStringLiteral("work-*")}, QDir::Dirs))
        QDir(store.filePath(old)).removeRecursively();
    const QTemporaryDir folder(store.filePath(QStringLiteral("work-XXXXXX")));
    if (!folder.isValid())
        return failure(ErrorCode::NoSpace, folder.errorString());
    return install(wanted->package, folder.path(), tell);
}

Result<QString> ReinstallPackage::install(const QString& package, const QString& folder,
                                          const Telling& tell)
{
    say(tell, tr("Checking the package."));
    const QString file = folder + QStringLiteral("/zoom.pkg"); // installer asks for the ending
    if (const auto got = m_means.copy(package, file, maxPackage); !got)
        return tl::unexpected(got.error());
    const auto facts = judged(file, folder);
    if (!facts)
        return tl::unexpected(facts.error());
    return replace(file, *facts, tell);
}

Result<PackageFacts> ReinstallPackage::judged(const QString& file, const QString& folder)
{
    if (const auto good = checkPackageSignature(file, m_means.tools); !good)
        return tl::unexpected(good.error());
    const auto facts = packageFacts(file, folder, m_means.tools);
    if (!facts)
        return facts;
    // An old client that is signed well has old holes.
    for (const QString& app : zoomApps(m_means.folders)) {
        const QString installed = versionFrom(m_means.tools.run(askVersion(app)));
        const auto order = compareVersions(facts->version, installed);
        if (order && *order == std::strong_ordering::less)
            return failure(
                ErrorCode::Unsupported,
                tr("Zoom %1 is installed, and the downloaded one is older.").arg(installed));
    }
    const qint64 room = QFileInfo(file).size() * unpackedTimes;
    if (const auto has = hasRoom(m_means.folders.root + QStringLiteral("/Applications"), room);
        !has)
        return tl::unexpected(has.error());
    return facts;
}

Result<QString> ReinstallPackage::replace(const QString& file, const PackageFacts& facts,
                                          const Telling& tell)
{
    const QString app = zoomApps(m_means.folders).value(0);
    const QString before =
        app.isEmpty() ? QString() : versionFrom(m_means.tools.run(askVersion(app)));
    say(tell, tr("Ending Zoom."));
    if (const auto ended = endClient(m_means.processes, m_means.patience); !ended)
        return tl::unexpected(ended.error());
    say(tell, tr("Installing Zoom. This takes a few minutes."));
    PartsRemoval old = removal();
    if (const auto removed = old.remove(); !removed)
        return tl::unexpected(removed.error());
    Command command;
    command.program = QStringLiteral("/usr/sbin/installer");
    command.arguments =
        QStringList{QStringLiteral("-pkg"), file, QStringLiteral("-target"), QStringLiteral("/")};
    command.timeoutMs = installMs;
    command.toTheEnd = true;
    const auto done = m_means.tools.run(command);
    if (!done && done.error().code == ErrorCode::TimedOut)
        return failure(ErrorCode::HalfDone,
                       tr("Zoom is still being installed. Wait for it, and check again."));
    // What is there now counts, not how the tool ended.
    const auto now = proven(facts.version, !done || done->exitCode != 0);
    if (now)
        return whatWasDone(before, *now, old.finish());
    if (const auto back = old.putBack(); !back)
        return tl::unexpected(back.error());
    return tl::unexpected(done ? now.error() : done.error());
}

PartsRemoval ReinstallPackage::removal() const
{
    return {m_means.tools, m_means.trash, m_means.folders, m_means.user, m_means.removed};
}

bool ReinstallPackage::isHalfDone(const Change& change) const
{
    return serves(change) && removal().isUnfinished();
}

// The installer lives on where a process of ours was killed.
bool ReinstallPackage::isInstalling()
{
    const auto listing = m_means.tools.run(askProcesses());
    if (!listing)
        return false;
    const auto programs = processesFrom(listing->out, 0, {QStringLiteral("/usr/sbin")});
    return std::any_of(programs.begin(), programs.end(), [](const ClientProcess& one) {
        return one.program == QLatin1String("/usr/sbin/installer");
    });
}

Result<void> ReinstallPackage::mend(const Change&)
{
    if (isInstalling())
        return failure(ErrorCode::Busy,
                       tr("Zoom is still being installed. Wait for it, and check again."));
    PartsRemoval old = removal();
    if (!old.isReplaced() || !proven(QStringLiteral("0"), true))
        return old.putBack();
    old.finish();
    return {};
}

QString ReinstallPackage::installedVersion()
{
    const QString app = zoomApps({m_means.folders.root, {}}).value(0);
    return app.isEmpty() ? QString() : versionFrom(m_means.tools.run(askVersion(app)));
}

Result<QString> ReinstallPackage::proven(const QString& least, bool afterError)
{
    const QString app = zoomApps({m_means.folders.root, {}}).value(0);
    if (app.isEmpty())
        return failure(ErrorCode::Failed, QStringLiteral("the new zoom.us.app is not there"));
    const QString version = installedVersion();
    const auto order = compareVersions(version, least);
    if (version.isEmpty() || (order && *order == std::strong_ordering::less))
        return failure(ErrorCode::Failed, version);
    const auto state = signatureFrom(m_means.tools.run(askSignature(app, verifyMs)), app).state;
    const bool isGood = state == AppSignature::State::Good ||
                        (state == AppSignature::State::Unknown && !afterError);
    return isGood ? Result<QString>(version)
                  : failure(ErrorCode::Failed, QStringLiteral("zoom.us.app is damaged"));
}

} // namespace reconnect::macos
