#include "platform/linux/system/refusal.h"

namespace reconnect::linux_os {
namespace {

bool hasOneOf(const QString& words, std::initializer_list<const char*> parts)
{
    for (const char* part : parts)
        if (words.contains(QLatin1String(part), Qt::CaseInsensitive))
            return true;
    return false;
}

} // namespace

Error refusalOf(const CommandOutput& output)
{
    constexpr qsizetype most = 300;
    const QString words = QString::fromUtf8(output.err).trimmed().left(most);
    if (hasOneOf(words, {"inhibit"}))
        return {ErrorCode::Busy, words};
    if (hasOneOf(words, {"access denied", "not permitted", "permission denied",
                         "authentication required", "only root"}))
        return {ErrorCode::NotPermitted, words};
    return {ErrorCode::Failed, words};
}

} // namespace reconnect::linux_os
