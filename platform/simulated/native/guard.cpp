#include "platform/helper/guard.h"
#include "platform/helper/order.h"

#include <QDir>

#include <cstdio>
#include <unistd.h>

// The simulated Mac's helper is no administrator's, and its disk is the person's: there is nothing
// to keep safe. What keeps the real one safe is tested as it is (tests/platform, the lab).
namespace reconnect::guard {

Result<Caller> caller()
{
    return Caller{QString::number(getuid()), false};
}

Result<Caller> standAlone()
{
    return caller();
}

Result<QStringList> hear(int count, const char* const* words)
{
    return wordsFrom(count, words);
}

void say(const QByteArray& answer)
{
    std::fwrite(answer.constData(), 1, size_t(answer.size()), stdout);
    std::fflush(stdout);
}

Result<void> isSafe(const QString& path)
{
    return QFileInfo::exists(path) ? Result<void>() : failure(ErrorCode::NotFound, path);
}

QString ownProgram()
{
    return QStringLiteral("/");
}

Result<void> makeSafeFolder(const QString& path)
{
    return QDir().mkpath(path) ? Result<void>() : failure(ErrorCode::Failed, path);
}

Result<void> showOnlyTo(const QString&, const Caller&)
{
    return {};
}

bool syncFolder(const QString&)
{
    return true;
}

} // namespace reconnect::guard
