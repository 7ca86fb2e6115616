#include "platform/files/bounded_file.h"

#include <QFile>
#include <QFileInfo>

namespace reconnect {

Result<QByteArray> readBounded(const QString& path, qint64 maxBytes)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorCode::NotFound, path);
    if (!info.isFile())
        return failure(ErrorCode::Unsupported, path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        const bool denied = file.error() == QFileDevice::PermissionsError || !info.isReadable();
        return failure(denied ? ErrorCode::NotPermitted : ErrorCode::Failed, file.errorString());
    }
    QByteArray content;
    while (content.size() <= maxBytes) {
        const QByteArray part = file.read(qMin<qint64>(maxBytes + 1 - content.size(), 64 << 10));
        if (part.isEmpty())
            break;
        content += part;
    }
    if (file.error() != QFileDevice::NoError)
        return failure(ErrorCode::Failed, file.errorString());
    if (content.size() > maxBytes)
        return failure(ErrorCode::TooLarge, path);
    return content;
}

} // namespace reconnect
