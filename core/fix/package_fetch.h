#pragma once

#include "core/fix/fix_runner.h"
#include "core/net/download.h"

namespace reconnect {

// Where Zoom's own package of a kind comes from, and the key it is signed with.
struct PackageSource {
    QUrl package;
    QUrl key;          // empty: it is signed in a way that the system itself knows
    QStringList hosts; // that may be asked
};

// `kind`: "deb", "rpm", or "rpm-suse" where the system is of that family; "exe" or "msi" on
// Windows; "pkg" on macOS. `cpu`: as QSysInfo::currentCpuArchitecture(). Zoom makes its client for
// x86_64, and for Windows and macOS also for arm64. Pure. Error: Unsupported.
Result<PackageSource> zoomPackageFor(const QString& kind, const QString& cpu);

// The key lies beside the package, under its name and this.
inline const QString keySuffix = QStringLiteral(".key");

// Downloads a package and its key, if there is one, one after the other, and waits: for the thread
// that carries a fix out. Serves as FixRunner::Fetch by fetchPackage's last three parameters.
struct FetchPlace {
    QString folder; // absolute, of the person alone; made where it is missing
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
};
Result<QString> fetchPackage(const PackageSource& source, const FetchPlace& place,
                             const Telling& tell, const std::function<bool()>& cancelled);

} // namespace reconnect
