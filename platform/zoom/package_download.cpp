#include "platform/zoom/package_download.h"

#include "core/fix/package_fetch.h"
#include "core/tr.h"

#include <QFile>
#include <QNetworkProxyFactory>

namespace reconnect {

FixRunner::Fetch packageDownload(PackageDownload means)
{
    return [means = std::move(means)](const QString& kind, const Telling& tell,
                                      const std::function<bool()>& cancelled) -> Result<QString> {
        const auto source =
            zoomPackageFor(means.sourceKind ? means.sourceKind(kind) : kind, means.cpu);
        if (!source)
            return failure(ErrorCode::Unsupported,
                           tr("Zoom makes no package for this kind of processor."));
        FetchPlace place{means.folder};
        const auto proxies =
            QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(source->package));
        if (!proxies.isEmpty())
            place.proxy = proxies.first();
        const auto file = fetchPackage(*source, place, tell, cancelled);
        if (!file)
            return file;
        if (tell)
            tell(tr("Checking the package."), -1);
        if (const auto good = means.check(kind, *file); !good) {
            // Not to be gone on from, nor offered again.
            QFile::remove(*file);
            return tl::unexpected(good.error());
        }
        return file;
    };
}

} // namespace reconnect
