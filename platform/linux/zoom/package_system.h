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

// How a package lies on this computer, as the tool's own list has it.
struct PackageState {
    QString version;     // empty where it is not installed
    bool isWhole = true; // false: it was begun, and is neither installed nor gone
    bool operator==(const PackageState&) const = default;
};

// The tools that install packages on this computer, dpkg and apt or rpm. All calls block. Their
// errors: Busy, NoSpace, TimedOut, Unsupported, Malformed, Failed.
class PackageSystem {
public:
    virtual ~PackageSystem() = default;

    virtual Result<PackageFacts> facts(const QString& file) = 0;
    virtual Result<PackageState> state() = 0; // of the package `zoom`
    virtual Result<QString> architecture() = 0;
    virtual Result<bool> isOlder(const QString& version, const QString& than) = 0;
    // That are held while another program installs something.
    virtual Result<QStringList> lockFiles() = 0;
    // All that install() does, but changes nothing.
    virtual Result<void> rehearse(const QString& file) = 0;
    // Once begun, it goes to its end, whatever becomes of us. TimedOut: it is still at work.
    virtual Result<void> install(const QString& file) = 0;
};

std::unique_ptr<PackageSystem> makeDebSystem(Tools& tools);
std::unique_ptr<PackageSystem> makeRpmSystem(Tools& tools);

// The states in `dpkg-query -W -f='${db:Status-Status} ${Version}'`, and in `rpm -q --qf '…\n'`,
// which names a package twice when it was cut off between the new one and the old. Pure.
PackageState stateFromDpkg(const QByteArray& answer);
PackageState stateFromRpm(const QByteArray& answer);

// What a failed tool of any of these means, by its words in the C locale. Pure.
Error errorFromPackageTool(const CommandOutput& output);

} // namespace reconnect::linux_os
