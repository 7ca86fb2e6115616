#include "platform/linux/zoom/package_key.h"

namespace reconnect::linux_os {

QByteArray zoomKeyFingerprint()
{
    return "84C365D6CC9A4886CA926BCC4F2197399706AC24";
}

} // namespace reconnect::linux_os
