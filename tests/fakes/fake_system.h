#pragma once

#include "core/ports/system.h"

namespace reconnect::test {

// A computer that is connected as a test says.
class FakeSystem : public System {
public:
    Result<NetworkState> state = NetworkState{};
    Result<QByteArray> hosts = QByteArray();

    QString osName() const override { return QStringLiteral("linux"); }
    QString osVersion() const override { return QStringLiteral("Fake 1"); }
    Result<NetworkState> network() const override { return state; }
    QString hostsPath() const override { return QStringLiteral("/etc/hosts"); }
    Result<QByteArray> hostsFile() const override { return hosts; }
};

} // namespace reconnect::test
