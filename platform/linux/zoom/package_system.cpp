#include "platform/linux/zoom/package_system.h"

namespace reconnect::linux_os {

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
