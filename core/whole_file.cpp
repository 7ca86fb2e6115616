#include "core/whole_file.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>

namespace reconnect {
// The C library's word for it does not reach through Qt, so the disk itself is asked.
Error whyNotWritten(const QString& folder, qint64 size, const QString& detail)
{
    constexpr qint64 margin = 64 << 10;
    if (QFileInfo(folder).isDir() && !QFileInfo(folder).isWritable())
        return {ErrorCode::NotPermitted, detail};
    if (QStorageInfo(folder).bytesAvailable() < size + margin)
        return {ErrorCode::NoSpace, detail};
    return {ErrorCode::Failed, detail};
}

Result<void> writeWholeFile(const QString& path, const QByteArray& content,
                            std::optional<QFileDevice::Permissions> permissions)
{
    QSaveFile file(path);
    // commit() does not look at what became of the bytes that were still in Qt's buffer.
    const bool written = file.open(QIODevice::WriteOnly) &&
                         (!permissions || file.setPermissions(*permissions)) &&
                         file.write(content) == content.size() && file.flush() && file.commit();
    if (!written)
        return tl::unexpected(
            whyNotWritten(QFileInfo(path).path(), content.size(), file.errorString()));
    return {};
}

} // namespace reconnect
