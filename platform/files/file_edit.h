#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace reconnect {

// A small file of settings as a whole, or nothing where there is none. For what changes this
// computer: everything here blocks.
using WholeFile = std::optional<QByteArray>;

constexpr qint64 maxEditedFile = 8 << 20;

// As it is now; a link is followed to its file. A copy that a replaceFile() which was cut off left
// beside it is removed. Errors: NotPermitted, TooLarge (over maxEditedFile), Unsupported (a folder,
// a pipe, a link that leads nowhere), Failed.
//
// An administrator's program reads and replaces only what nobody else could have slipped in: where
// a folder on the way, links followed, can be written by others, it is NotPermitted.
Result<WholeFile> readForEdit(const QString& path);

// Makes the file be `content` where it still is `expected`, in one step: whenever the power goes,
// the one or the other is there whole, and it is on the disk on return. A link stays, and its file
// is replaced. Mode, owner, group and extended attributes stay, as does a second (hard) name; a new
// file is readable by its owner alone. Errors as readForEdit, and
//   Conflict      it is not as expected; nothing was done
//   NoSpace       the disk is full; the file is as it was
//   NotPermitted  also where owner or attributes can't be kept; the file is as it was
//
// A file that can't be replaced in one step (isWrittenInPlace) is written in place once there is
// room for it: cut off, it may be as isPartlyReplaced() says.
Result<void> replaceFile(const QString& path, const WholeFile& expected, const WholeFile& content);

// Whether the file is mounted by itself (as a container's /etc/hosts) or has a second name, so that
// another can't take its place. No for one that is not there.
bool isWrittenInPlace(const QString& path);

// `now` is what writing `after` over `before` in place leaves when it is cut off. Pure.
bool isPartlyReplaced(const QByteArray& before, const QByteArray& after, const QByteArray& now);

} // namespace reconnect
