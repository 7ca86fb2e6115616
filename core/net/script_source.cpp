#include "core/net/script_source.h"

#include <QFile>
#include <QFileInfo>

namespace reconnect {
namespace {

// data:[type][;base64],content (RFC 2397)
Result<QByteArray> readData(const QUrl& url)
{
    const QByteArray text = url.toEncoded(QUrl::FullyEncoded).mid(5);
    const qsizetype comma = text.indexOf(',');
    if (comma < 0)
        return failure(ErrorCode::Malformed);
    const QByteArray content = QByteArray::fromPercentEncoding(text.mid(comma + 1));
    if (!text.left(comma).toLower().endsWith(";base64"))
        return content;
    const auto decoded =
        QByteArray::fromBase64Encoding(content, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return failure(ErrorCode::Malformed);
    return *decoded;
}

Result<QByteArray> readFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(ErrorCode::NotFound);
    // A pipe or device could be waited on for ever.
    if (!info.isFile())
        return failure(ErrorCode::Unsupported);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotPermitted);
    return file.read(maxScriptBytes + 1);
}

} // namespace

Result<QByteArray> readScriptAt(const QUrl& url)
{
    Result<QByteArray> script = failure(ErrorCode::Unsupported);
    if (url.scheme() == QStringLiteral("data"))
        script = readData(url);
    else if (url.isLocalFile())
        script = readFile(url.toLocalFile());
    if (script && script->size() > maxScriptBytes)
        return failure(ErrorCode::TooLarge);
    return script;
}

} // namespace reconnect
