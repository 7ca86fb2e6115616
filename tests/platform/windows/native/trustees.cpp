#include "platform/windows/native/trustees.h"

#include "platform/windows/native/security.h"

namespace reconnect::windows_os {

// Takes the place of the shipped one. Wine gives every file to the person who runs it.
QStringList trustees()
{
    static const QString own = userOf(::GetCurrentProcess()).value_or(QString());
    return {QStringLiteral("S-1-5-18"), QStringLiteral("S-1-5-32-544"), own};
}

QStringList callers()
{
    return {QStringLiteral("tests_platform.exe")};
}

} // namespace reconnect::windows_os
