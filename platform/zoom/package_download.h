#pragma once

#include "core/fix/fix_runner.h"

#include <QSysInfo>

#include <functional>

namespace reconnect {

// How the packages of one system are got.
struct PackageDownload {
    QString folder; // of the person alone; made where it is missing
    // What zoomPackageFor() calls the package of a kind; the kind itself where this is empty.
    std::function<QString(const QString& kind)> sourceKind;
    QString cpu = QSysInfo::currentCpuArchitecture();
    // Whether it is signed as Zoom signs. Blocks.
    std::function<Result<void>(const QString& kind, const QString& file)> check;
};

// Downloads Zoom's package for this computer through the proxy that the system names for it, and
// refuses one that Zoom has not signed before anybody is asked for a password. Whoever installs it
// checks again, on a copy of its own. Errors as FixRunner::Fetch.
FixRunner::Fetch packageDownload(PackageDownload means);

} // namespace reconnect
