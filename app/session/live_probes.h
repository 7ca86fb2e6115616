#pragma once

#include "app/session/session.h"
#include "platform/host.h"

namespace reconnect {

// The probes of a real computer. Made, used and destroyed on the thread that runs them.
class LiveProbes : public ProbeSource {
public:
    LiveProbes(std::unique_ptr<Host> host, Endpoints endpoints);

    std::vector<std::unique_ptr<Probe>> probes() override;
    QString osName() const override;
    QString osVersion() const override;

private:
    std::unique_ptr<Host> m_host;
    Endpoints m_endpoints;
};

// What is asked: from `path`, or the list built into the program when it is empty. Reads a file.
// Errors: those of parseEndpoints, and NotFound or NotPermitted for a file that can't be read.
Result<Endpoints> loadEndpoints(const QString& path);

} // namespace reconnect
