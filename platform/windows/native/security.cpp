#include "platform/windows/native/security.h"

#include "platform/windows/native/trustees.h"
#include "platform/windows/native/wide.h"

#include <QStringList>

#include <aclapi.h>
#include <memory>
#include <sddl.h>

namespace reconnect::windows_os {
namespace {

struct FreeLocal {
    void operator()(void* memory) const { ::LocalFree(memory); }
};

QString textOf(PSID sid)
{
    LPWSTR text = nullptr;
    if (!sid || !::IsValidSid(sid) || !::ConvertSidToStringSidW(sid, &text))
        return {};
    const std::unique_ptr<wchar_t, FreeLocal> owner(text);
    return QString::fromWCharArray(text);
}

Result<std::vector<char>> tokenFact(HANDLE token, TOKEN_INFORMATION_CLASS which)
{
    DWORD size = 0;
    ::GetTokenInformation(token, which, nullptr, 0, &size);
    std::vector<char> fact(size);
    if (size == 0 || !::GetTokenInformation(token, which, fact.data(), size, &size))
        return tl::unexpected(systemError(::GetLastError(), QStringLiteral("token")));
    return fact;
}

Result<Handle> tokenOf(HANDLE process, DWORD rights = TOKEN_QUERY)
{
    HANDLE token = nullptr;
    if (!::OpenProcessToken(process, rights, &token))
        return tl::unexpected(systemError(::GetLastError(), QStringLiteral("OpenProcessToken")));
    return Handle(token);
}

AccessRule ruleOf(const ACE_HEADER& header)
{
    AccessRule rule;
    rule.inheritOnly = (header.AceFlags & INHERIT_ONLY_ACE) != 0;
    switch (header.AceType) {
    case ACCESS_DENIED_ACE_TYPE:
    case ACCESS_DENIED_CALLBACK_ACE_TYPE:
        rule.allows = false;
        [[fallthrough]];
    case ACCESS_ALLOWED_ACE_TYPE:
    case ACCESS_ALLOWED_CALLBACK_ACE_TYPE: { // all four have the same beginning
        const auto& ace = reinterpret_cast<const ACCESS_ALLOWED_ACE&>(header);
        rule.rights = ace.Mask;
        rule.sid = textOf(const_cast<DWORD*>(&ace.SidStart));
        break;
    }
    default:
        rule.rights = ~0U; // whatever it allows, it may be too much
        break;
    }
    return rule;
}

bool isLink(HANDLE file)
{
    FILE_ATTRIBUTE_TAG_INFO tag = {};
    return !::GetFileInformationByHandleEx(file, FileAttributeTagInfo, &tag, sizeof tag) ||
           ((tag.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 &&
            IsReparseTagNameSurrogate(tag.ReparseTag));
}

} // namespace

Result<bool> isElevated(HANDLE process)
{
    const auto token = tokenOf(process);
    if (!token)
        return tl::unexpected(token.error());
    TOKEN_ELEVATION elevation = {};
    DWORD size = 0;
    if (!::GetTokenInformation(token->get(), TokenElevation, &elevation, sizeof elevation, &size))
        return tl::unexpected(systemError(::GetLastError(), QStringLiteral("GetTokenInformation")));
    return elevation.TokenIsElevated != 0;
}

bool isElevated()
{
    return isElevated(::GetCurrentProcess()).value_or(true);
}

Result<void> switchPrivilege(const wchar_t* name, bool on)
{
    const auto token = tokenOf(::GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY);
    if (!token)
        return tl::unexpected(token.error());
    TOKEN_PRIVILEGES wanted = {};
    wanted.PrivilegeCount = 1;
    wanted.Privileges[0].Attributes = on ? SE_PRIVILEGE_ENABLED : 0;
    if (!::LookupPrivilegeValueW(nullptr, name, &wanted.Privileges[0].Luid) ||
        !::AdjustTokenPrivileges(token->get(), FALSE, &wanted, 0, nullptr, nullptr))
        return tl::unexpected(
            systemError(::GetLastError(), QStringLiteral("AdjustTokenPrivileges")));
    if (::GetLastError() == ERROR_NOT_ALL_ASSIGNED) // it returns success nevertheless
        return failure(ErrorCode::NotPermitted, QString::fromWCharArray(name));
    return {};
}

Result<QString> userOf(HANDLE process)
{
    const auto token = tokenOf(process);
    if (!token)
        return tl::unexpected(token.error());
    const auto fact = tokenFact(token->get(), TokenUser);
    if (!fact)
        return tl::unexpected(fact.error());
    const QString sid = textOf(reinterpret_cast<const TOKEN_USER*>(fact->data())->User.Sid);
    if (sid.isEmpty())
        return failure(ErrorCode::Failed, QStringLiteral("a process of nobody"));
    return sid;
}

Result<Access> accessOf(HANDLE file, const QString& name)
{
    PSID owner = nullptr;
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR whole = nullptr;
    const DWORD status = ::GetSecurityInfo(file, SE_FILE_OBJECT,
                                           OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION,
                                           &owner, nullptr, &list, nullptr, &whole);
    if (status != ERROR_SUCCESS)
        return tl::unexpected(systemError(status, name));
    const std::unique_ptr<void, FreeLocal> memory(whole);
    Access access;
    access.owner = textOf(owner);
    access.hasList = list != nullptr;
    for (DWORD i = 0; list && i < list->AceCount; ++i) {
        void* ace = nullptr;
        if (!::GetAce(list, i, &ace))
            return tl::unexpected(systemError(::GetLastError(), name));
        access.rules.append(ruleOf(*static_cast<const ACE_HEADER*>(ace)));
    }
    return access;
}

Result<Handle> openToJudge(const QString& path)
{
    // Only who asks for data is heard when others want to move it.
    Handle file(::CreateFileW(wide(path), READ_CONTROL | FILE_READ_ATTRIBUTES | FILE_READ_DATA,
                              FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                              FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!file.isOpen())
        return tl::unexpected(systemError(::GetLastError(), path));
    return file;
}

Result<void> judgeWay(const QString& path, Place last, std::vector<Handle>& held)
{
    const QString prefix = QStringLiteral("\\\\?\\");
    const QString plain = path.startsWith(prefix) ? path.mid(prefix.size()) : path;
    const QStringList names = plain.split(u'\\', Qt::SkipEmptyParts);
    // Of a share, another computer says who may write.
    if (plain.size() < 3 || plain[1] != u':' || plain[2] != u'\\' ||
        names.contains(QLatin1String("..")))
        return failure(ErrorCode::NotTrusted, plain);
    QString one = prefix + names.first() + u'\\';
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (i > 0)
            one += (i > 1 ? QStringLiteral("\\") : QString()) + names[i];
        auto file = openToJudge(one);
        if (!file)
            return tl::unexpected(file.error());
        const qsizetype left = names.size() - 1 - i;
        const Place place = left == 0                          ? last
                            : left == 1 && last == Place::File ? Place::Holder
                                                               : Place::Above;
        const auto access = accessOf(file->get(), one);
        if (!access)
            return tl::unexpected(access.error());
        if (isLink(file->get()) || !onlyTheyChange(*access, trustees(), place))
            return failure(ErrorCode::NotTrusted, one.mid(prefix.size()));
        held.push_back(std::move(*file));
    }
    return {};
}

} // namespace reconnect::windows_os
