#include "platform/macos/system/refusal.h"

#include <QRegularExpression>

namespace reconnect::macos {

Error refusalOf(const CommandOutput& output)
{
    constexpr qsizetype most = 300;
    const QByteArray both = output.err.trimmed().isEmpty() ? output.out : output.err;
    const QString words = QString::fromUtf8(both).trimmed().left(most);
    for (const char* part : {"not permitted", "permission denied", "must be root", "admin"})
        if (words.contains(QLatin1String(part), Qt::CaseInsensitive))
            return {ErrorCode::NotPermitted, words};
    return {ErrorCode::Failed, words};
}

std::optional<int> appleEventError(const CommandOutput& output)
{
    static const QRegularExpression last(QStringLiteral("\\((-?\\d{1,6})\\)\\s*$"));
    const auto found = last.match(QString::fromUtf8(output.err).right(1000));
    return found.hasMatch() ? std::optional(found.captured(1).toInt()) : std::nullopt;
}

} // namespace reconnect::macos
