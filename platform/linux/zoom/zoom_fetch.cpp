#include "platform/linux/zoom/zoom_fetch.h"

#include "core/fix/package_fetch.h"
#include "platform/files/bounded_file.h"
#include "platform/linux/zoom/package_signature.h"
#include "platform/zoom/package_download.h"

#include <QSysInfo>
#include <QTemporaryDir>

namespace reconnect::linux_os {
namespace {

constexpr qint64 maxKey = 256 << 10;

// openSUSE names some of what Zoom needs in another way, so Zoom makes a package for it.
QString sourceKind(const QString& kind)
{
    const bool isSuse = QSysInfo::productType().contains(QLatin1String("suse"));
    return kind == QLatin1String("rpm") && isSuse ? QStringLiteral("rpm-suse") : kind;
}

Result<void> checkDownloaded(const QString& kind, const QString& file,
                             const QByteArray& fingerprint, Tools& tools)
{
    const auto key = readBounded(file + keySuffix, maxKey);
    if (!key)
        return tl::unexpected(key.error());
    const QTemporaryDir folder;
    if (!folder.isValid())
        return failure(ErrorCode::NoSpace, folder.errorString());
    const SignedPackage package{file, *key, fingerprint, folder.path()};
    return kind == QLatin1String("deb") ? checkDebSignature(package, tools)
                                        : checkRpmSignature(package, tools);
}

} // namespace

FixRunner::Fetch zoomFetch(Tools& tools, const QString& folder, const QByteArray& fingerprint)
{
    PackageDownload means;
    means.folder = folder;
    means.sourceKind = sourceKind;
    means.check = [&tools, fingerprint](const QString& kind, const QString& file) {
        return checkDownloaded(kind, file, fingerprint, tools);
    };
    return packageDownload(std::move(means));
}

} // namespace reconnect::linux_os
