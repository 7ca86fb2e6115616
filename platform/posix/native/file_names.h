#pragma once

#include "platform/zoom/file_names.h"

namespace reconnect::posix {

class PosixFileNames : public FileNames {
public:
    Result<void> rename(const QString& from, const QString& to) override;
    std::optional<quint64> inode(const QString& path) override;
};

} // namespace reconnect::posix
