#include "platform/linux/zoom/package_system.h"

namespace reconnect::linux_os {

PackageState stateFromDpkg(const QByteArray& answer)
{
    const QByteArrayList words = answer.simplified().split(' ');
    // dpkg(1), INFORMATION ABOUT PACKAGES. One that waits for triggers is set up.
    if (words.size() != 2 || words[0] == "not-installed" || words[0] == "config-files")
        return {};
    return {QString::fromUtf8(words[1]),
            words[0] == "installed" || words[0].startsWith("triggers-")};
}

PackageState stateFromRpm(const QByteArray& answer)
{
    const QStringList lines =
        QString::fromUtf8(answer).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    return lines.isEmpty() ? PackageState() : PackageState{lines.last(), lines.size() == 1};
}

Error errorFromPackageTool(const CommandOutput& output)
{
    const QByteArray said = output.err + '\n' + output.out;
    const QString detail = QString::fromUtf8(output.err.trimmed().right(500));
    for (const char* busy :
         {"Could not get lock", "Unable to lock", "Unable to acquire the dpkg frontend lock",
          "was locked by another process", "transaction lock"})
        if (said.contains(busy))
            return {ErrorCode::Busy, detail};
    for (const char* full : {"No space left on device", "enough free space", "needs more space on",
                             "more space needed on", "Disk quota exceeded"})
        if (said.contains(full))
            return {ErrorCode::NoSpace, detail};
    return {ErrorCode::Failed, detail};
}

} // namespace reconnect::linux_os
