#pragma once

#include "core/ports/tools.h"
#include "platform/macos/zoom/trash.h"
#include "platform/macos/zoom/zoom_apps.h"

namespace reconnect::macos {

// What Zoom's installer puts on the computer, which an uninstall takes away. What a person keeps
// (~/Library, ~/Documents/Zoom) and an organisation's policy are no part of it; the person's own
// app
// (~/Applications) is, where `folders` has their home. The order: services before their programs,
// the apps last.
QStringList installedParts(const ZoomFolders& folders); // those that are there

// The parts on their way to the Trash and back. Blocks.
class PartsRemoval {
public:
    // `user`: whose services of the session are ended.
    PartsRemoval(Tools& tools, Trash& trash, ZoomFolders folders, quint32 user);

    // Ends Zoom's services and moves all of it to the Trash; where one part can't be moved, all is
    // put back, and the error is that part's. HalfDone where that failed too.
    Result<void> remove();
    // Puts all back that remove() moved. Error: HalfDone, with words on where it lies.
    Result<void> putBack();

    bool isAnything() const { return !m_moved.isEmpty(); }

private:
    void endServices();

    struct Moved {
        QString path;
        QString now;
    };
    Tools& m_tools;
    Trash& m_trash;
    ZoomFolders m_folders;
    quint32 m_user;
    QList<Moved> m_moved;
};

} // namespace reconnect::macos
