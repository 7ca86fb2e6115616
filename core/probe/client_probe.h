#pragma once

#include "core/ports/zoom_client.h"
#include "core/probe/probe.h"

namespace reconnect {

// client:zoom and client:network-manager: how the Zoom client is installed, whether it is whole and
// new enough, and what it is told of the network.
class ClientProbe : public Probe {
    Q_OBJECT

public:
    // minimum: the oldest version that Zoom lets in, and since when that is known; empty: unknown.
    ClientProbe(ZoomClient& client, QString minimum, QString minimumAsOf);

    static constexpr int maxDamagedFiles = 20;

protected:
    void run() override;

private:
    void conclude(const Result<ZoomClientState>& state);

    ZoomClient& m_client;
    QString m_minimum;
    QString m_minimumAsOf;
};

} // namespace reconnect
