#include "platform/linux/zoom/zoom_fetch.h"

#include "core/fix/package_fetch.h"
#include "platform/files/bounded_file.h"
#include "platform/linux/zoom/package_signature.h"

#include <QCoreApplication>
#include <QFile>
#include <QNetworkProxyFactory>
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
    return [&tools, folder,
            fingerprint](const QString& kind, const Telling& tell,
                         const std::function<bool()>& cancelled) -> Result<QString> {
        const auto source = zoomPackageFor(sourceKind(kind), QSysInfo::currentCpuArchitecture());
        if (!source)
            return failure(ErrorCode::Unsupported,
                           QCoreApplication::translate(
                               "fix", "Zoom makes no package for this kind of processor."));
        FetchPlace place{folder};
        const auto proxies =
            QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(source->package));
        if (!proxies.isEmpty())
            place.proxy = proxies.first();
        const auto file = fetchPackage(*source, place, tell, cancelled);
        if (!file)
            return file;
        if (tell)
            tell(QCoreApplication::translate("fix", "Checking the package."), -1);
        if (const auto good = checkDownloaded(kind, *file, fingerprint, tools); !good) {
            // Not to be gone on from, nor offered again.
            QFile::remove(*file);
            return tl::unexpected(good.error());
        }
        return file;
    };
}

} // namespace reconnect::linux_os
