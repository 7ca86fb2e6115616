#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"
#include "platform/windows/zoom/installer_files.h"
#include "platform/windows/zoom/msi_end.h"
#include "platform/windows/zoom/zoom_installs.h"
#include "platform/zoom/client_processes.h"

#include <functional>

namespace reconnect::windows_os {

// What the client is installed anew with.
struct ReinstallMeans {
    Tools& tools;
    const RegistryReader& registry;
    const SignedFiles& files;
    InstallerFiles& installers;
    ClientProcesses& processes;
    ZoomFolders folders;
    QString cpu;   // as QSysInfo::currentCpuArchitecture()
    QString store; // the folder of the copy that is installed
    // Makes the store, so that nobody with fewer rights than this process writes to it. Errors:
    // NotTrusted, NotPermitted, NoSpace, Failed, Unsupported.
    std::function<Result<void>(const QString& folder)> makeStore;
    EndPatience patience = {};
    int settleMs = 60000; // for installers that go on after their first process has ended
};

// Zoom's own package, installed anew, or for the first time. Everything that can be known before is
// looked at before the first change: the signature (on a copy that nobody else can touch, and it is
// this copy that runs), that it is Zoom's client, for this processor and not older than what is
// there, the room on the disk, whether Windows Installer is free. Then the client is ended, what is
// installed is removed in its own way, and the copy is installed without a window. Recordings and
// settings of people are no part of a package. An older package is Unsupported; so is the end
// where the old client is gone and the new one can't be installed, with words on what to do.
class ReinstallClient : public Deed {
public:
    explicit ReinstallClient(ReinstallMeans means);

    bool serves(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

protected:
    virtual QString kind() const = 0;
    // What is still to be known of the copy, whose signature is good. The version it brings, empty
    // where it does not say. Errors: NotTrusted, Unsupported, Busy, Malformed.
    virtual Result<QString> bringsVersion(const QString& file) = 0;
    // The version that is compared with that; empty where none is installed, or none is known.
    virtual QString comparedVersion(const InstalledZoom& install) const = 0;
    virtual Result<MsiEnd> remove(const InstalledZoom& install) = 0;
    virtual Result<MsiEnd> install(const QString& file) = 0;

    QList<InstalledZoom> installed() const; // of this kind
    // A program with a window of its own kind of end, such as an installer.
    Result<int> run(const QString& program, const QStringList& arguments) const;
    // Looks until it holds, for settleMs at most.
    bool settles(const std::function<bool()>& holds) const;

    const ReinstallMeans& means() const { return m_means; }

private:
    Result<QString> replace(const QString& package, const QString& copy, const Telling& tell);
    Result<QString> judged(const QString& file);
    Result<InstalledZoom> proven(const QString& brought);

    ReinstallMeans m_means;
};

// ZoomInstallerFull.exe, for one person; needs no other rights than theirs. Its switches
// (/silent, /uninstall) are those that administrators use; they have not been tried on the real
// one.
class ReinstallExe : public ReinstallClient {
public:
    // `isElevated`: this process has more rights than the person has at their desktop. An installer
    // for one person must not have them.
    ReinstallExe(ReinstallMeans means, bool isElevated);

    Rights rightsFor(const Change&) const override { return Rights::Person; }

protected:
    QString kind() const override { return QStringLiteral("exe"); }
    Result<QString> bringsVersion(const QString& file) override;
    QString comparedVersion(const InstalledZoom& install) const override;
    Result<MsiEnd> remove(const InstalledZoom& install) override;
    Result<MsiEnd> install(const QString& file) override;

private:
    bool m_isElevated;
};

// ZoomInstallerFull.msi, for the whole computer.
class ReinstallMsi : public ReinstallClient {
public:
    using ReinstallClient::ReinstallClient;

    Rights rightsFor(const Change&) const override { return Rights::Administrator; }

protected:
    QString kind() const override { return QStringLiteral("msi"); }
    Result<QString> bringsVersion(const QString& file) override;
    QString comparedVersion(const InstalledZoom& install) const override;
    Result<MsiEnd> remove(const InstalledZoom& install) override;
    Result<MsiEnd> install(const QString& file) override;

private:
    Result<MsiEnd> msiexec(const QStringList& arguments);
};

} // namespace reconnect::windows_os
