#pragma once

#include "core/ports/tools.h"

namespace reconnect::macos {

// What a package says of itself; read only after its signature was found good.
struct PackageFacts {
    QString id;      // "us.zoom.pkg.videomeeting"
    QString version; // "6.7.5.6891"; empty where it does not tell
};

// Whether it is the id of Zoom's client, of today or of older versions; Zoom signs other products.
bool isClientPackage(const QString& id);

// Unpacks the package's own files, not what it installs, into `folder`/unpacked, which nobody else
// can write to, and reads its PackageInfo: of the one part whose id is the client's. Blocks.
// Errors: NotTrusted (it is another product), Malformed, TimedOut, Failed.
Result<PackageFacts> packageFacts(const QString& file, const QString& folder, Tools& tools);

// Of one PackageInfo file. Error: Malformed. Pure.
Result<PackageFacts> factsFrom(const QByteArray& packageInfo);

} // namespace reconnect::macos
