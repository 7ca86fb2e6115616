#include "core/journal/journal.h"

#include "core/whole_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace reconnect {
namespace {

constexpr qint64 maxBytes = 40 << 20; // two states of 16 MiB, and the rest
constexpr auto suffix = QLatin1String(".json");
// What is written is hidden from others by the folder, or may be read by all.
constexpr auto filePermissions =
    QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;

Result<QByteArray> contentOf(const QFileInfo& file)
{
    // A link could lead anywhere, and a pipe would let us wait for ever.
    if (file.isSymLink() || (file.exists() && !file.isFile()))
        return failure(ErrorCode::Malformed, file.fileName());
    if (!file.exists())
        return failure(ErrorCode::NotFound, file.fileName());
    QFile opened(file.filePath());
    if (!opened.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotPermitted, file.fileName());
    const QByteArray content = opened.read(maxBytes + 1);
    if (content.size() > maxBytes || opened.error() != QFile::NoError)
        return failure(ErrorCode::Malformed, file.fileName());
    return content;
}

Result<Entry> entryIn(const QFileInfo& file)
{
    const auto content = contentOf(file);
    if (!content)
        return tl::unexpected(content.error());
    const QJsonDocument document = QJsonDocument::fromJson(*content);
    const auto entry = entryFromJson(document.object());
    if (!entry || entry->id + suffix != file.fileName())
        return failure(ErrorCode::Malformed, file.fileName());
    return entry;
}

} // namespace

Journal::Journal(QString folder, SyncFolder syncFolder)
    : m_folder(std::move(folder))
    , m_syncFolder(std::move(syncFolder))
{
}

QString Journal::pathOf(const QString& id) const
{
    return m_folder + QLatin1Char('/') + id + suffix;
}

QString Journal::markOf(const QString& id) const
{
    return m_folder + QLatin1Char('/') + id + QLatin1String(".dismissed");
}

bool Journal::sync(const QString& folder) const
{
    return !m_syncFolder || m_syncFolder(folder);
}

Result<void> Journal::makeFolder() const
{
    if (QFileInfo(m_folder).isDir())
        return {};
    const QFileInfo folder(m_folder);
    const QDir parent(folder.path());
    const bool made =
        parent.mkpath(QStringLiteral(".")) &&
        parent.mkdir(folder.fileName(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (!made && !QFileInfo(m_folder).isDir())
        return tl::unexpected(whyNotWritten(folder.path(), 0, m_folder));
    if (!sync(folder.path()))
        return failure(ErrorCode::Failed, folder.path());
    return {};
}

Result<Journal::Hold> Journal::hold(int waitMs) const
{
    if (const auto made = makeFolder(); !made)
        return tl::unexpected(made.error());
    auto lock = std::make_unique<QLockFile>(m_folder + QStringLiteral("/.lock"));
    // Only the end of its holder frees it, however long that works.
    lock->setStaleLockTime(0);
    if (lock->tryLock(waitMs))
        return lock;
    // A holder that was killed before it wrote its name into the file left one that names nobody.
    // It is removed only where the system holds no lock on it either.
    qint64 pid = 0;
    QString host;
    QString program;
    const bool nameless = !lock->getLockInfo(&pid, &host, &program);
    if (nameless && lock->removeStaleLockFile() && lock->tryLock(waitMs))
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return failure(ErrorCode::Busy, m_folder);
    return tl::unexpected(whyNotWritten(m_folder, 0, m_folder));
}

Result<Journal::Contents> Journal::contents() const
{
    const QFileInfo folder(m_folder);
    if (!folder.exists())
        return Contents{};
    if (!folder.isDir() || !folder.isReadable() || !folder.isExecutable())
        return failure(ErrorCode::NotPermitted, m_folder);
    Contents contents;
    // Sorted by name, and so by time.
    const auto files = QDir(m_folder).entryInfoList(
        {QLatin1Char('*') + suffix},
        QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System, QDir::Name);
    for (const QFileInfo& file : files) {
        const auto entry = entryIn(file);
        if (entry)
            contents.entries.append(*entry);
        else if (entry.error().code != ErrorCode::NotFound) // gone since it was listed
            contents.damaged.append(entry.error());
    }
    return contents;
}

Result<Entry> Journal::entry(const QString& id) const
{
    if (!isEntryId(id))
        return failure(ErrorCode::NotFound, id.left(100));
    return entryIn(QFileInfo(pathOf(id)));
}

Result<void> Journal::write(const Entry& entry)
{
    if (!isEntryId(entry.id))
        return failure(ErrorCode::Malformed, entry.id.left(100));
    if (const auto made = makeFolder(); !made)
        return made;
    const QByteArray content = QJsonDocument(toJson(entry)).toJson();
    if (content.size() > maxBytes)
        return failure(ErrorCode::TooLarge, entry.id);
    const QString path = pathOf(entry.id);
    // It would be followed, and what it leads to overwritten.
    if (QFileInfo(path).isSymLink())
        return failure(ErrorCode::NotPermitted, path);
    if (const auto written = writeWholeFile(path, content, filePermissions); !written)
        return written;
    if (!sync(m_folder))
        return failure(ErrorCode::Failed, m_folder);
    return {};
}

Result<void> Journal::forget(const QString& id)
{
    if (!isEntryId(id))
        return {};
    QFile file(pathOf(id));
    if (!file.remove() && QFileInfo(file.fileName()).exists())
        return failure(ErrorCode::NotPermitted, file.errorString());
    QFile::remove(markOf(id));
    return {};
}

Result<void> Journal::dismiss(const QString& id)
{
    if (!isEntryId(id))
        return failure(ErrorCode::NotFound, id.left(100));
    if (const auto made = makeFolder(); !made)
        return made;
    return writeWholeFile(markOf(id), {}, filePermissions);
}

bool Journal::isDismissed(const QString& id) const
{
    return isEntryId(id) && QFileInfo::exists(markOf(id));
}

} // namespace reconnect
