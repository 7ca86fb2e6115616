#pragma once

#include "core/ports/system.h"
#include "platform/windows/system/network_facts.h"
#include "platform/windows/system/version_words.h"

namespace reconnect::windows_os {

// What IP Helper and the registry say; asks nobody outside this computer. 4 ms under Wine 8.
class WindowsSystem : public System {
public:
    QString osName() const override;
    QString osVersion() const override;
    Result<NetworkState> network() const override;
    QString hostsPath() const override;
    Result<QByteArray> hostsFile() const override;
};

Result<NetworkFacts> readNetworkFacts(); // Failed
VersionFacts readVersionFacts();

} // namespace reconnect::windows_os
