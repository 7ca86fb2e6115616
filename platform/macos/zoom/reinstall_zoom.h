#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"
#include "platform/macos/zoom/package_facts.h"
#include "platform/macos/zoom/parts_removal.h"
#include "platform/zoom/client_processes.h"

#include <functional>

namespace reconnect::macos {

// What the client is installed anew with.
struct ReinstallMeans {
    Tools& tools;
    ClientProcesses& processes; // of the person
    Trash& trash;               // of the person
    ZoomFolders folders;        // with their home, whose own app goes too
    quint32 user = 0;           // the person
    QString store;              // the folder of the copy that is installed, of this process alone
    QString removed;            // the folder of the old one, which only this process may write to
    // Copies a file that the person names: theirs, plain, reached by no link, opened once. Errors:
    // NotFound, NotPermitted, TooLarge, NoSpace, Failed.
    std::function<Result<void>(const QString& from, const QString& to, qint64 maxBytes)> copy;
    EndPatience patience = {};
};

// Zoom's own package ("pkg"), installed anew, or for the first time. Everything that can be known
// before is looked at before the first change: the signature (on a copy that nobody else can touch,
// and it is this copy that is installed), that it is Zoom's client and not older than what is
// there, the room on the disk. Then the client is ended, what is installed is moved out of the way,
// and the copy is installed by installer(8), which lives on where this process ends. Recordings,
// settings and policies stay. Where the new one does not come to be there, as Zoom signed it, the
// old one is put back; else it goes to the person's Trash, or the answer says where it is. One that
// was cut off is mended before the next. An older package is Unsupported. Errors: as Deed.
class ReinstallPackage : public Deed {
public:
    explicit ReinstallPackage(ReinstallMeans means);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Administrator; }
    Result<QString> carryOut(const Change& change, const Telling& tell) override;
    bool isHalfDone(const Change& change) const override;
    Result<void> mend(const Change& change) override;

private:
    PartsRemoval removal() const;
    Result<QString> install(const QString& package, const QString& folder, const Telling& tell);
    Result<PackageFacts> judged(const QString& file, const QString& folder);
    Result<QString> replace(const QString& file, const PackageFacts& facts, const Telling& tell);
    Result<QString> proven(const QString& least, bool afterError);
    QString installedVersion();
    bool isInstalling();

    ReinstallMeans m_means;
};

} // namespace reconnect::macos
