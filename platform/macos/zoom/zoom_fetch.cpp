#include "platform/macos/zoom/zoom_fetch.h"

#include "platform/macos/zoom/package_signature.h"
#include "platform/zoom/package_download.h"

namespace reconnect::macos {

FixRunner::Fetch zoomFetch(Tools& tools, const QString& folder)
{
    PackageDownload means;
    means.folder = folder;
    means.check = [&tools](const QString&, const QString& file) {
        return checkPackageSignature(file, tools);
    };
    return packageDownload(std::move(means));
}

} // namespace reconnect::macos
