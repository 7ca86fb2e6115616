#include "platform/macos/zoom/parts_removal.h"

#include "core/tr.h"
#include "core/whole_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace reconnect::macos {
namespace {

const QString old = QStringLiteral("old");
// What the installer left: there while it is still being moved, then "cleared".
const QString installers = QStringLiteral("new");
const QString cleared = QStringLiteral("cleared");
constexpr qint64 maxNote = 4096;

bool makeFolder(const QString& path)
{
    return QDir().mkpath(path);
}

// The parts in a folder of ours, by the paths that they belong to.
QStringList partsIn(const QString& folder, const QString& path = {})
{
    QStringList parts;
    const auto all =
        QDir(folder + path)
            .entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
    for (const QFileInfo& file : all) {
        const QString inside = path + QLatin1Char('/') + file.fileName();
        if (isPartName(file.fileName()))
            parts.append(inside);
        else if (file.isDir() && !file.isSymLink())
            parts += partsIn(folder, inside);
    }
    return parts;
}

} // namespace

PartsRemoval::PartsRemoval(Tools& tools, Trash& trash, ZoomFolders folders, quint32 user,
                           QString folder)
    : m_trash(trash)
    , m_folders(std::move(folders))
    , m_services(tools, m_folders.root, user)
    , m_folder(std::move(folder))
{
}

QString PartsRemoval::unfinished() const
{
    return m_folder + QStringLiteral("/unfinished");
}

QString PartsRemoval::placeIn(const QString& kind, const QString& path) const
{
    return unfinished() + QLatin1Char('/') + kind + path;
}

bool PartsRemoval::isUnfinished() const
{
    return QFileInfo(unfinished()).isDir();
}

bool PartsRemoval::isReplaced() const
{
    return QFileInfo(placeIn(installers, {})).isDir() ||
           QFileInfo(placeIn(old, QStringLiteral("/Applications/zoom.us.app"))).isDir();
}

Result<void> PartsRemoval::moveAside(const QStringList& parts, const QString& kind)
{
    for (const QString& part : parts) {
        const QString to = placeIn(kind, part.mid(m_folders.root.size()));
        if (!makeFolder(QFileInfo(to).path()))
            return failure(ErrorCode::NoSpace, to);
        const auto moved = m_trash.move(part, to);
        if (!moved && moved.error().code != ErrorCode::NotFound)
            return moved;
    }
    return {};
}

Result<void> PartsRemoval::remove()
{
    const QStringList parts = installedParts(m_folders);
    if (parts.isEmpty())
        return {};
    // All that is needed is made before anything is ended.
    const QStringList services = m_services.loaded();
    if (!makeFolder(placeIn(old, {})))
        return failure(ErrorCode::NotPermitted, unfinished());
    const auto noted =
        writeWholeFile(placeIn(QStringLiteral("services"), {}), services.join(u'\n').toUtf8());
    if (!noted) {
        QDir(unfinished()).removeRecursively();
        return noted;
    }
    m_services.end(services);
    auto moved = moveAside(parts, old);
    if (moved && !makeFolder(placeIn(installers, {})))
        moved = failure(ErrorCode::NoSpace, unfinished());
    if (moved)
        return {};
    const auto back = putBack();
    return back ? moved : back;
}

// What the installer left is no client, and is in the way of the one that was there. Once it is
// gone, what is there was put back by us.
Result<void> PartsRemoval::clear()
{
    if (!QFileInfo(placeIn(installers, {})).isDir())
        return {};
    if (const auto aside = moveAside(installedParts(m_folders), installers); !aside)
        return aside;
    return m_trash.move(placeIn(installers, {}), placeIn(cleared, {}));
}

Result<void> PartsRemoval::putBack()
{
    if (!isUnfinished())
        return {};
    auto back = clear();
    const QString from = placeIn(old, {});
    for (const QString& part : partsIn(from))
        if (back)
            back = m_trash.move(from + part, m_folders.root + part);
    if (!back)
        return failure(ErrorCode::HalfDone,
                       tr("Zoom could not be put back. It is in %1.").arg(from));
    QFile note(placeIn(QStringLiteral("services"), {}));
    if (note.open(QIODevice::ReadOnly))
        m_services.begin(QString::fromUtf8(note.read(maxNote)).split(u'\n'));
    finish();
    return {};
}

QString PartsRemoval::finish()
{
    bool isAllTaken = true;
    for (const QString& kind : {old, installers, cleared})
        for (const QString& part : partsIn(placeIn(kind, {})))
            isAllTaken = m_trash.take(placeIn(kind, part)).has_value() && isAllTaken;
    if (isAllTaken) {
        QDir(unfinished()).removeRecursively(); // folders without a part, and the note
        return {};
    }
    const QString kept =
        m_folder + QLatin1Char('/') +
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    return m_trash.move(unfinished(), kept) ? kept : unfinished();
}

} // namespace reconnect::macos
