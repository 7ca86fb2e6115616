#include "platform/windows/zoom/signed_files.h"

namespace reconnect::windows_os {
namespace {

QString why(Signature signature)
{
    switch (signature) {
    case Signature::Good:
        break;
    case Signature::Missing:
        return QStringLiteral("not signed");
    case Signature::Altered:
        return QStringLiteral("altered after it was signed");
    case Signature::OtherSigner:
        return QStringLiteral("signed by somebody else");
    case Signature::NotTrusted:
        return QStringLiteral("signed by somebody who is not trusted");
    case Signature::Unreadable:
        return QStringLiteral("not readable");
    }
    return {};
}

} // namespace

Result<void> acceptSigned(Signature signature, const QString& path)
{
    if (signature == Signature::Good)
        return {};
    return failure(signature == Signature::Unreadable ? ErrorCode::Malformed
                                                      : ErrorCode::NotTrusted,
                   path + QStringLiteral(": ") + why(signature));
}

} // namespace reconnect::windows_os
