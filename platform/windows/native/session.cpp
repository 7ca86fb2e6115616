#include "platform/windows/native/session.h"

#include <QString>

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
    const QString signedIn = QString::fromWCharArray(text); // empty in the services' session
    ::WTSFreeMemory(text);
    // Without their domains, which have more than one way of writing.
    return !::GetUserNameW(own.data(), &length) ||
           signedIn.compare(QString::fromWCharArray(own.data()), Qt::CaseInsensitive) == 0;
}

} // namespace reconnect::windows_os
