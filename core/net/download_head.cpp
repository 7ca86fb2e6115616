#include "core/net/download_head.h"

#include <QRegularExpression>

namespace reconnect {
namespace {

constexpr qsizetype maxHeader = 300;

} // namespace

bool mayAsk(const QUrl& url, const QStringList& hosts)
{
    if (!url.isValid() || url.scheme() != QLatin1String("https") || !url.userInfo().isEmpty())
        return false;
    const QString asked = url.host().toLower();
    for (const QString& host : hosts)
        if (asked == host || asked.endsWith(QLatin1Char('.') + host))
            return true;
    return false;
}

Result<qint64> contentLength(const QByteArray& header)
{
    if (header.isEmpty())
        return -1;
    static const QRegularExpression form(QStringLiteral("^[0-9]{1,15}$"));
    const QString text = QString::fromLatin1(header.left(maxHeader)).trimmed();
    if (!form.match(text).hasMatch())
        return failure(ErrorCode::Malformed, text);
    return text.toLongLong();
}

Result<ContentRange> contentRange(const QByteArray& header)
{
    static const QRegularExpression form(
        QStringLiteral("^bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})$"));
    const auto match = form.match(QString::fromLatin1(header.left(maxHeader)).trimmed());
    if (!match.hasMatch())
        return failure(ErrorCode::Malformed, QStringLiteral("Content-Range"));
    return ContentRange{match.captured(1).toLongLong(), match.captured(2).toLongLong(),
                        match.captured(3).toLongLong()};
}

QByteArray strongTag(const QByteArray& header)
{
    static const QRegularExpression form(QStringLiteral("^\"[\\x21\\x23-\\x7e]{1,200}\"$"));
    const QByteArray tag = header.trimmed();
    return form.match(QString::fromLatin1(tag.left(maxHeader))).hasMatch() ? tag : QByteArray();
}

} // namespace reconnect
