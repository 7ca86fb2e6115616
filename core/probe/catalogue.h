#pragma once

#include "core/endpoints.h"
#include "core/ports/ports.h"
#include "core/probe/probe.h"

#include <memory>
#include <vector>

namespace reconnect {

// All probes of one run, lowest layer first. The probes share what they need among themselves;
// `ports` must outlive them.
std::vector<std::unique_ptr<Probe>> makeProbes(const Ports& ports, const Endpoints& endpoints);

} // namespace reconnect
