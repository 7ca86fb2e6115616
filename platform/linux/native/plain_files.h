#pragma once

#include "platform/linux/zoom/plain_files.h"

namespace reconnect::linux_os {

class NativePlainFiles : public PlainFiles {
public:
    Result<void> copy(const QString& from, const QString& to, quint32 owner,
                      qint64 maxBytes) override;
    bool isLocked(const QString& path) override;
    Result<void> rename(const QString& from, const QString& to) override;
    std::optional<quint64> inode(const QString& path) override;
};

} // namespace reconnect::linux_os
