#include "platform/helper/guard.h"

namespace reconnect::guard {

Result<Caller> standAlone()
{
    return failure(ErrorCode::Unsupported);
}

Result<void> isSafe(const QString&)
{
    return failure(ErrorCode::Unsupported);
}

QString ownProgram()
{
    return {};
}

Result<void> makeSafeFolder(const QString&)
{
    return failure(ErrorCode::Unsupported);
}

bool syncFolder(const QString&)
{
    return true;
}

} // namespace reconnect::guard
