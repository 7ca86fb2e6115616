#include "platform/windows/native/dress_file.h"

#include "platform/windows/native/security.h"

#include <aclapi.h>

namespace reconnect::windows_os {

Result<void> dressAs(HANDLE old, HANDLE file, const QString& path)
{
    PSID owner = nullptr;
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR whole = nullptr;
    DWORD status = ::GetSecurityInfo(old, SE_FILE_OBJECT,
                                     OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner,
                                     nullptr, &list, nullptr, &whole);
    if (status != ERROR_SUCCESS)
        return tl::unexpected(systemError(status, path));
    SECURITY_DESCRIPTOR_CONTROL control = 0;
    DWORD revision = 0;
    ::GetSecurityDescriptorControl(whole, &control, &revision);
    const DWORD inherits = (control & SE_DACL_PROTECTED) != 0
                               ? PROTECTED_DACL_SECURITY_INFORMATION
                               : UNPROTECTED_DACL_SECURITY_INFORMATION;
    PSID own = nullptr;
    PSECURITY_DESCRIPTOR mine = nullptr;
    SECURITY_INFORMATION wanted = DACL_SECURITY_INFORMATION | inherits;
    if (::GetSecurityInfo(file, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, &own, nullptr, nullptr,
                          nullptr, &mine) != ERROR_SUCCESS ||
        !::EqualSid(own, owner))
        wanted |= OWNER_SECURITY_INFORMATION;
    // Windows gives its own files to the system, and only this privilege lets one give.
    static_cast<void>(switchPrivilege(SE_RESTORE_NAME, true));
    status = ::SetSecurityInfo(file, SE_FILE_OBJECT, wanted, owner, nullptr, list, nullptr);
    static_cast<void>(switchPrivilege(SE_RESTORE_NAME, false));
    ::LocalFree(mine);
    ::LocalFree(whole);
    if (status != ERROR_SUCCESS)
        return failure(ErrorCode::NotPermitted, systemError(status, path).detail);
    FILE_BASIC_INFO basic = {};
    if (!::GetFileInformationByHandleEx(old, FileBasicInfo, &basic, sizeof basic))
        return tl::unexpected(systemError(::GetLastError(), path));
    basic.LastAccessTime = basic.LastWriteTime = basic.ChangeTime = {}; // as they come
    basic.FileAttributes &= ~DWORD(FILE_ATTRIBUTE_READONLY);            // until it is in place
    if (basic.FileAttributes == 0)
        basic.FileAttributes = FILE_ATTRIBUTE_NORMAL;
    if (!::SetFileInformationByHandle(file, FileBasicInfo, &basic, sizeof basic))
        return tl::unexpected(systemError(::GetLastError(), path));
    return {};
}

} // namespace reconnect::windows_os
