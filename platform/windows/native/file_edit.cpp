#include "platform/files/file_edit.h"

namespace reconnect {

Result<WholeFile> readForEdit(const QString&)
{
    return failure(ErrorCode::Unsupported);
}

Result<void> replaceFile(const QString&, const WholeFile&, const WholeFile&)
{
    return failure(ErrorCode::Unsupported);
}

} // namespace reconnect
