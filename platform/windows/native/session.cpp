#include "platform/windows/native/session.h"

#include "platform/windows/native/security.h"

#include <QStringList>

#include <array>
#include <windows.h>
// After it, because they need it.
#include <lmcons.h>
#include <wtsapi32.h>

namespace reconnect::windows_os {

bool isSignedInPerson()
{
    LPWSTR text = nullptr;
    DWORD bytes = 0;
    std::array<wchar_t, UNLEN + 1> own = {};
    DWORD length = own.size();
    if (!::WTSQuerySessionInformationW(WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, WTSUserName,
                                       &text, &bytes))
        return true;
    const QString signedIn = QString::fromWCharArray(text).section(u'@', 0, 0);
    ::WTSFreeMemory(text);
    if (signedIn.isEmpty()) {
        // The services' session: also of a person who came by ssh, and then what is theirs is
        // theirs.
        const auto user = userOf(::GetCurrentProcess());
        return !user || !QStringList{QStringLiteral("S-1-5-18"), QStringLiteral("S-1-5-19"),
                                     QStringLiteral("S-1-5-20")}
                             .contains(*user);
    }
    if (!::GetUserNameW(own.data(), &length))
        return true;
    // Without their domains, which have more than one way of writing; and either may be cut off.
    const QString name = QString::fromWCharArray(own.data());
    return name.startsWith(signedIn, Qt::CaseInsensitive) ||
           signedIn.startsWith(name, Qt::CaseInsensitive);
}

} // namespace reconnect::windows_os
