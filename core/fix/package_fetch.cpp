#include "core/fix/package_fetch.h"

#include "core/tr.h"

#include <QDir>
#include <QMutex>
#include <QThread>

namespace reconnect {
namespace {

constexpr qint64 maxKeyBytes = 256 << 10;
constexpr int keyTimeoutMs = 60000;
constexpr int lookMs = 100; // how often the person's "cancel" is looked for
constexpr qint64 megabyte = 1000 * 1000;

// What the downloading thread tells the one that waits.
class Shared {
public:
    void progress(qint64 received, qint64 total)
    {
        const QMutexLocker lock(&m_mutex);
        m_received = received;
        m_total = total;
    }
    void finish(const Result<Downloaded>& result)
    {
        const QMutexLocker lock(&m_mutex);
        m_result = result;
    }
    std::optional<Result<Downloaded>> result() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_result;
    }
    std::pair<qint64, qint64> progress() const
    {
        const QMutexLocker lock(&m_mutex);
        return {m_received, m_total};
    }

private:
    mutable QMutex m_mutex;
    std::optional<Result<Downloaded>> m_result;
    qint64 m_received = 0;
    qint64 m_total = -1;
};

class DownloadThread : public QThread {
public:
    DownloadThread(DownloadRequest request, Shared& shared)
        : m_request(std::move(request))
        , m_shared(shared)
    {
    }

protected:
    void run() override
    {
        Download download(m_request);
        connect(&download, &Download::progressed, &download,
                [this](qint64 received, qint64 total) { m_shared.progress(received, total); });
        connect(&download, &Download::done, &download, [this, &download] {
            m_shared.finish(download.result());
            quit();
        });
        download.start();
        exec();
    }

private:
    DownloadRequest m_request;
    Shared& m_shared;
};

void tellProgress(const Shared& shared, const Telling& tell)
{
    const auto [received, total] = shared.progress();
    if (!tell || received == 0)
        return;
    if (total > 0)
        tell(tr("Downloading Zoom: %1 of %2 MB.").arg(received / megabyte).arg(total / megabyte),
             static_cast<int>(received * 1000 / total));
    else
        tell(tr("Downloading Zoom: %1 MB.").arg(received / megabyte), -1);
}

Result<QString> fetch(const DownloadRequest& request, const Telling& tell,
                      const std::function<bool()>& cancelled)
{
    Shared shared;
    DownloadThread thread(request, shared);
    thread.start();
    bool stopped = false;
    while (!thread.wait(lookMs)) {
        if (cancelled && cancelled()) {
            stopped = true;
            thread.quit();
        }
        tellProgress(shared, tell);
    }
    const auto result = shared.result();
    if (stopped || !result)
        return failure(ErrorCode::Cancelled);
    if (!*result)
        return tl::unexpected(result->error());
    return (*result)->file;
}

} // namespace

Result<PackageSource> zoomPackageFor(const QString& kind, const QString& cpu)
{
    static const QHash<QString, QString> files{
        {QStringLiteral("deb x86_64"), QStringLiteral("zoom_amd64.deb")},
        {QStringLiteral("rpm x86_64"), QStringLiteral("zoom_x86_64.rpm")},
        {QStringLiteral("rpm-suse x86_64"), QStringLiteral("zoom_openSUSE_x86_64.rpm")},
        {QStringLiteral("exe x86_64"), QStringLiteral("ZoomInstallerFull.exe?archType=x64")},
        {QStringLiteral("exe arm64"), QStringLiteral("ZoomInstallerFull.exe?archType=winarm64")},
        {QStringLiteral("msi x86_64"), QStringLiteral("ZoomInstallerFull.msi?archType=x64")},
        {QStringLiteral("msi arm64"), QStringLiteral("ZoomInstallerFull.msi?archType=winarm64")},
        {QStringLiteral("pkg x86_64"), QStringLiteral("zoomusInstallerFull.pkg")},
        {QStringLiteral("pkg arm64"), QStringLiteral("zoomusInstallerFull.pkg?archType=arm64")},
    };
    const QString wanted = kind + QLatin1Char(' ') + cpu;
    const QString file = files.value(wanted);
    if (file.isEmpty())
        return failure(ErrorCode::Unsupported, wanted);
    PackageSource source;
    source.package = QUrl(QStringLiteral("https://zoom.us/client/latest/") + file);
    source.hosts = QStringList{QStringLiteral("zoom.us"), QStringLiteral("zoom.com")};
    // Windows and macOS know by themselves who may sign a program.
    if (kind == QLatin1String("deb") || kind.startsWith(QLatin1String("rpm")))
        source.key = QUrl(QStringLiteral("https://zoom.us/linux/download/pubkey"));
    return source;
}

Result<QString> fetchPackage(const PackageSource& source, const FetchPlace& place,
                             const Telling& tell, const std::function<bool()>& cancelled)
{
    DownloadRequest package;
    package.url = source.package;
    package.file = QDir(place.folder).filePath(source.package.fileName());
    package.hosts = source.hosts;
    package.proxy = place.proxy;
    package.tls = place.tls;
    if (!source.key.isEmpty()) {
        DownloadRequest key = package;
        key.url = source.key;
        key.file = package.file + keySuffix;
        key.maxBytes = maxKeyBytes;
        key.timeoutMs = keyTimeoutMs;
        if (const auto got = fetch(key, {}, cancelled); !got)
            return got;
    }
    return fetch(package, tell, cancelled);
}

} // namespace reconnect
