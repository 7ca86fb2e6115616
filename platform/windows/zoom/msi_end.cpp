#include "platform/windows/zoom/msi_end.h"

namespace reconnect::windows_os {
namespace {

ErrorCode codeOf(int exitCode)
{
    switch (exitCode) {
    case 1602: // ERROR_INSTALL_USEREXIT
        return ErrorCode::Cancelled;
    case 1605: // ERROR_UNKNOWN_PRODUCT
        return ErrorCode::NotFound;
    case 1618: // ERROR_INSTALL_ALREADY_RUNNING
        return ErrorCode::Busy;
    case 112: // ERROR_DISK_FULL
        return ErrorCode::NoSpace;
    case 5:    // ERROR_ACCESS_DENIED
    case 1625: // ERROR_INSTALL_PACKAGE_REJECTED, by policy
    case 1640: // ERROR_INSTALL_REMOTE_DISALLOWED
    case 1643: // ERROR_PATCH_PACKAGE_REJECTED
    case 1644: // ERROR_INSTALL_TRANSFORM_REJECTED
    case 1925: // no rights to install for all
        return ErrorCode::NotPermitted;
    case 1619: // ERROR_INSTALL_PACKAGE_OPEN_FAILED
    case 1620: // ERROR_INSTALL_PACKAGE_INVALID
        return ErrorCode::Malformed;
    case 1633: // ERROR_INSTALL_PLATFORM_UNSUPPORTED
        return ErrorCode::Unsupported;
    case 1601: // ERROR_INSTALL_SERVICE_FAILURE
        return ErrorCode::Unreachable;
    default: // 1603 ERROR_INSTALL_FAILURE is the usual one
        return ErrorCode::Failed;
    }
}

} // namespace

Result<MsiEnd> msiEnd(int exitCode)
{
    if (exitCode == 0)
        return MsiEnd{};
    // ERROR_SUCCESS_REBOOT_INITIATED, ERROR_SUCCESS_REBOOT_REQUIRED
    if (exitCode == 1641 || exitCode == 3010)
        return MsiEnd{true};
    return failure(codeOf(exitCode), QStringLiteral("msiexec: %1").arg(exitCode));
}

} // namespace reconnect::windows_os
