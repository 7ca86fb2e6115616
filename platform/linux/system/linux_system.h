#pragma once

#include "core/ports/system.h"

namespace reconnect::linux_os {

// Reads what the kernel and the usual files say. `root` goes before every path ("" for the real
// ones), so that tests give it a folder of their own; interfaces are always this computer's.
class LinuxSystem : public System {
public:
    explicit LinuxSystem(QString root = {});

    QString osName() const override;
    QString osVersion() const override;
    Result<NetworkState> network() const override;
    QString hostsPath() const override;
    Result<QByteArray> hostsFile() const override;

private:
    QString m_root;
};

} // namespace reconnect::linux_os
