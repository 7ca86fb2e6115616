#pragma once

#include "platform/macos/zoom/installed_parts.h"
#include "platform/macos/zoom/trash.h"
#include "platform/macos/zoom/zoom_services.h"

namespace reconnect::macos {

// The parts of the installed Zoom on their way out, and back where no new one comes. They wait in
// "<folder>/unfinished/old", each by the path it belongs to, so that where one lies is known after
// any kill; beside it is noted which services ran. Only root may write to `folder`: nobody else can
// change what is put back. Blocks.
class PartsRemoval {
public:
    // `user`: whose services of the session are ended, and whose Trash it is.
    PartsRemoval(Tools& tools, Trash& trash, ZoomFolders folders, quint32 user, QString folder);

    // Begun, by this process or another, and neither finished nor put back.
    bool isUnfinished() const;
    // The app that is there, if any, is not the old one: the installer may have begun, or the
    // person brought one.
    bool isReplaced() const;

    // Ends Zoom's services and moves all of it out of the way; where one part can't be moved, all
    // is put back, and the error is that part's. HalfDone where that failed too. After it, what
    // installedParts() finds is the installer's.
    Result<void> remove();
    // Puts all back, and what the installer left goes to the Trash. It can be begun again at any
    // point. Error: HalfDone, with words on where it lies.
    Result<void> putBack();
    // The old one is not needed any more and goes to the Trash. Answers where it lies if the Trash
    // could not take all of it, else with nothing.
    QString finish();

private:
    QString unfinished() const;
    QString placeIn(const QString& kind, const QString& path) const;
    Result<void> moveAside(const QStringList& parts, const QString& kind);
    Result<void> clear();

    Trash& m_trash;
    ZoomFolders m_folders;
    ZoomServices m_services;
    QString m_folder;
};

} // namespace reconnect::macos
