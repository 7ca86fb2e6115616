#include "platform/windows/native/com.h"

#include "platform/windows/native/handle.h"

namespace reconnect::windows_os {
namespace {

// HRESULT_FROM_WIN32 puts the number of the system into the lower half.
constexpr HRESULT systemHalf = HRESULT(0x80070000);
constexpr quint32 upperHalf = 0xffff0000;

bool isMissing(HRESULT result)
{
    switch (result) {
    case E_NOTIMPL:
    case E_NOINTERFACE:
    case REGDB_E_CLASSNOTREG:
    case CLASS_E_CLASSNOTAVAILABLE:
    case HRESULT_FROM_WIN32(EPT_S_NOT_REGISTERED): // the service MpsSvc doesn't run
    case HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE):
    case HRESULT_FROM_WIN32(ERROR_SERVICE_DISABLED):
    case HRESULT_FROM_WIN32(ERROR_SERVICE_NOT_ACTIVE):
        return true;
    default:
        return false;
    }
}

} // namespace

Error comError(HRESULT result, const QString& what)
{
    const QString number = what + QStringLiteral(": 0x") + QString::number(quint32(result), 16);
    if (isMissing(result))
        return {ErrorCode::Unsupported, number};
    if (result == E_ACCESSDENIED)
        return {ErrorCode::NotPermitted, number};
    if ((quint32(result) & upperHalf) == quint32(systemHalf))
        return systemError(DWORD(quint32(result) & ~upperHalf), what);
    return {ErrorCode::Failed, number};
}

} // namespace reconnect::windows_os
