#pragma once

#include "core/ports/tools.h"

#include <memory>

namespace reconnect::linux_os {

// What a package says of itself; read only after its signature was found good.
struct PackageFacts {
    QString name;
    QString version; // with the release, as the system's tool compares it
    QString architecture;
    qint64 installedBytes = 0;
};

// The tools that install packages on this computer, dpkg and apt or rpm. All calls block. Their
// errors: Busy, NoSpace, TimedOut, Unsupported, Malformed, Failed.
class PackageSystem {
public:
    virtual ~PackageSystem() = default;

    virtual Result<PackageFacts> facts(const QString& file) = 0;
    // Of the package `zoom`; empty where it is not installed.
    virtual Result<QString> installedVersion() = 0;
    virtual Result<QString> architecture() = 0;
    virtual Result<bool> isOlder(const QString& version, const QString& than) = 0;
    // That are held while another program installs something.
    virtual Result<QStringList> lockFiles() = 0;
    // All that install() does, but changes nothing.
    virtual Result<void> rehearse(const QString& file) = 0;
    virtual Result<void> install(const QString& file) = 0;
};

std::unique_ptr<PackageSystem> makeDebSystem(Tools& tools);
std::unique_ptr<PackageSystem> makeRpmSystem(Tools& tools);

// What a failed tool of any of these means, by its words in the C locale. Pure.
Error errorFromPackageTool(const CommandOutput& output);

} // namespace reconnect::linux_os
