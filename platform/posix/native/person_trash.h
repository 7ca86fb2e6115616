#pragma once

#include "platform/macos/zoom/trash.h"
#include "platform/posix/native/trusted_folder.h"

#include <QHash>

namespace reconnect::posix {

// The folder ".Trash" of one person, held open by its own descriptor: no link in their folders is
// followed. It may run as an administrator, so what is given back must be what was taken: the same
// file, of the same owner; its own content nobody with fewer rights could change.
class PersonTrash : public macos::Trash {
public:
    PersonTrash(QString home, quint32 person);

    Result<QString> take(const QString& path) override;
    Result<void> giveBack(const QString& from, const QString& path) override;

private:
    struct Identity {
        quint64 disk = 0;
        quint64 number = 0;
        quint32 owner = 0;
        bool operator==(const Identity&) const = default;
    };
    Result<Descriptor> open() const;
    static Result<Descriptor> folderOf(const QString& path);
    static Result<Identity> identityOf(const Descriptor& folder, const QByteArray& name,
                                       const QString& path);

    QString m_home;
    quint32 m_person;
    QHash<QString, Identity> m_taken; // by where it lies now
};

} // namespace reconnect::posix
