#pragma once

#include "core/probe/portal_fetches.h"
#include "core/probe/probe.h"

namespace reconnect {

// captive:HOST. Whether the check's own server answers, or a sign-in page in its place.
class CaptiveProbe : public Probe {
    Q_OBJECT

public:
    CaptiveProbe(std::shared_ptr<PortalFetches> fetches, int check);

protected:
    void run() override;

private:
    Observation judge(const HttpReply& reply) const;

    std::shared_ptr<PortalFetches> m_fetches;
    int m_check;
};

} // namespace reconnect
