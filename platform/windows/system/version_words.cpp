#include "platform/windows/system/version_words.h"

namespace reconnect::windows_os {

QString versionWords(const VersionFacts& facts)
{
    constexpr quint32 firstWindows11 = 22000;
    constexpr qsizetype longest = 100;
    QString words = facts.productName.simplified().left(longest / 2);
    if (words.isEmpty())
        words = QStringLiteral("Windows %1").arg(facts.major);
    // Windows 11 still calls itself Windows 10 there; servers have names of their own.
    if (facts.build >= firstWindows11)
        words.replace(QLatin1String("Windows 10"), QLatin1String("Windows 11"));
    if (!facts.displayVersion.isEmpty())
        words += QLatin1Char(' ') + facts.displayVersion.simplified().left(longest / 5);
    if (facts.build)
        words += QStringLiteral(" (build %1%2)")
                     .arg(facts.build)
                     .arg(facts.revision ? QStringLiteral(".%1").arg(facts.revision) : QString());
    return words.left(longest);
}

} // namespace reconnect::windows_os
