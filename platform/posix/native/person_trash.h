#pragma once

#include "platform/macos/zoom/trash.h"
#include "platform/posix/native/trusted_folder.h"

namespace reconnect::posix {

// The folder ".Trash" of one person, held open by its own descriptor: no link in their folders is
// followed. It is only ever gone through, never read, which macOS forbids.
class PersonTrash : public macos::Trash {
public:
    PersonTrash(QString home, quint32 person);

    Result<QString> take(const QString& path) override;
    Result<void> move(const QString& from, const QString& to) override;

private:
    Result<Descriptor> open() const;

    QString m_home;
    quint32 m_person;
};

} // namespace reconnect::posix
