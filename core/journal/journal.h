#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/ports/setting.h"

#include <QDateTime>
#include <QLockFile>
#include <functional>
#include <memory>

namespace reconnect {

// One change of this computer, written down before it is made.
struct Entry {
    enum class Phase {
        Intended, // about to be made; it may or may not have happened
        Applied,  // made and read back
        Kept,     // it helped, or the person wants it
    };
    QString id; // newEntryId()
    Fix fix = Fix::RestartZoom;
    Change change;
    QDateTime when; // UTC
    Phase phase = Phase::Intended;
    State before, after; // empty for what can't be taken back
    QString said;        // what a deed answered
};

// "20261124-101530-123-9f2c": sorts by time, and nobody can guess or forge a path with it.
QString newEntryId(const QDateTime& now);
// Only what newEntryId could have made; checked before an id becomes a file's name.
bool isEntryId(const QString& text);

QJsonObject toJson(const Entry& entry);
Result<Entry> entryFromJson(const QJsonObject& json); // Malformed

// A folder with one file an entry. Several programs may use it; each file is replaced as a whole.
// Blocks while it reads and writes.
class Journal {
public:
    // What lies in the folder. A file that can't be read as an entry is kept and named, so that
    // nothing is lost.
    struct Contents {
        QList<Entry> entries; // oldest first
        QList<Error> damaged; // Malformed or NotPermitted, the detail is the file's name
    };

    // Makes the names in a folder last through a power cut, which only the system can; without it
    // the content of each file does, and its name most likely.
    using SyncFolder = std::function<bool(const QString& folder)>;

    explicit Journal(QString folder, SyncFolder syncFolder = {});

    // Held by whoever changes this computer by this journal, so that there is one at a time; let go
    // with its end, also by a crash. Waits at most waitMs. Errors: Busy, and those of write().
    using Hold = std::unique_ptr<QLockFile>;
    Result<Hold> hold(int waitMs) const;

    // An absent folder is an empty journal. Errors: NotPermitted.
    Result<Contents> contents() const;
    Result<Entry> entry(const QString& id) const; // NotFound, Malformed, NotPermitted
    // On the disk, synced, when it returns. The folder is made where it is missing, readable by
    // the owner alone unless it is there already. Errors: NotPermitted, NoSpace, TooLarge, Failed.
    Result<void> write(const Entry& entry);
    Result<void> forget(const QString& id); // NotFound is no error

    // Marks a change, of this journal or of one that may only be read: the person knows that it is
    // in conflict and wants to hear no more of that. The entry itself stays. Errors as write().
    Result<void> dismiss(const QString& id);
    bool isDismissed(const QString& id) const;

private:
    Result<void> makeFolder() const;
    QString pathOf(const QString& id) const;
    QString markOf(const QString& id) const; // that it is dismissed
    bool sync(const QString& folder) const;

    QString m_folder;
    SyncFolder m_syncFolder;
};

} // namespace reconnect
