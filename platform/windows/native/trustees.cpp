#include "platform/windows/native/trustees.h"

namespace reconnect::windows_os {

// learn.microsoft.com/windows/win32/secauthz/well-known-sids; the last is the service that owns the
// files of Windows itself.
QStringList trustees()
{
    return {QStringLiteral("S-1-5-18"), QStringLiteral("S-1-5-32-544"),
            QStringLiteral("S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464")};
}

QStringList callers()
{
    return {QStringLiteral("reconnect2026.exe"), QStringLiteral("reconnect2026-cli.exe")};
}

} // namespace reconnect::windows_os
