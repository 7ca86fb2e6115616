#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QFileDevice>
#include <optional>

namespace reconnect {

// Why nothing could be written into a folder, of `size` bytes: NotPermitted, NoSpace, or Failed
// where neither is seen. `detail` is what the one who tried was told.
Error whyNotWritten(const QString& folder, qint64 size, const QString& detail);

// Makes the file at `path` be `content`, in one step: whenever the power goes or the disk is full,
// the old one or the new one is there, whole. Synced to the disk on return; its name is as sure as
// the folder is. Errors: NotPermitted, NoSpace, Failed; the old file is then as it was. Blocks.
Result<void> writeWholeFile(const QString& path, const QByteArray& content,
                            std::optional<QFileDevice::Permissions> permissions = {});

} // namespace reconnect
