#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"
#include "platform/linux/zoom/linux_zoom_client.h"
#include "platform/linux/zoom/package_key.h"
#include "platform/linux/zoom/package_system.h"
#include "platform/linux/zoom/plain_files.h"

namespace reconnect::linux_os {

struct ReinstallMeans {
    quint32 caller = 0; // the user on whose behalf this runs, whose download is taken
    QString store = QStringLiteral("/var/lib/reconnect2026/packages");
    QByteArray fingerprint = zoomKeyFingerprint();
};

// Zoom's own package (deb, rpm), installed anew, or for the first time. Everything that can be
// known before is looked at before the first change: whose file it is, the signature (on a copy
// that nobody else can touch), that it is Zoom's, for this processor and not older than what is
// there, the room on the disk, the tools' locks, and a rehearsal of all of it. The key file lies
// beside the package (keySuffix). Recordings and settings of people are no part of a package.
// An older package is Unsupported.
class ReinstallPackage : public Deed {
public:
    ReinstallPackage(Tools& tools, PlainFiles& files, ReinstallMeans means);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Administrator; }
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    Result<QString> install(const ReinstallZoom& wanted, const QString& folder,
                            const Telling& tell);
    Result<PackageFacts> checked(const QString& kind, const QString& file, const QByteArray& key,
                                 const QString& folder);
    Result<void> isRight(PackageSystem& system, const PackageFacts& facts,
                         const QString& installed);

    Tools& m_tools;
    PlainFiles& m_files;
    ReinstallMeans m_means;
};

// The client as flatpak and snap have it, through their own stores, which check what they fetch.
class ReinstallFromStore : public Deed {
public:
    ReinstallFromStore(Tools& tools, ZoomPlaces places);

    bool serves(const Change& change) const override;
    // A flatpak of the person's own needs no administrator.
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    Tools& m_tools;
    ZoomPlaces m_places;
};

} // namespace reconnect::linux_os
