#include "core/whole_file.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>

namespace reconnect {
namespace {

// The C library's word for it does not reach through Qt, so the disk itself is asked.
ErrorCode codeFor(const QString& path, qint64 size)
{
    constexpr qint64 margin = 64 << 10;
    const QFileInfo folder(QFileInfo(path).path());
    if (folder.isDir() && !folder.isWritable())
        return ErrorCode::NotPermitted;
    if (QStorageInfo(folder.filePath()).bytesAvailable() < size + margin)
        return ErrorCode::NoSpace;
    return ErrorCode::Failed;
}

} // namespace

Result<void> writeWholeFile(const QString& path, const QByteArray& content,
                            std::optional<QFileDevice::Permissions> permissions)
{
    QSaveFile file(path);
    // commit() does not look at what became of the bytes that were still in Qt's buffer.
    const bool written = file.open(QIODevice::WriteOnly) &&
                         (!permissions || file.setPermissions(*permissions)) &&
                         file.write(content) == content.size() && file.flush() && file.commit();
    if (!written)
        return failure(codeFor(path, content.size()), file.errorString());
    return {};
}

} // namespace reconnect
