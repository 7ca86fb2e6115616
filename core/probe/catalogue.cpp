#include "core/probe/catalogue.h"

#include "core/ports/system_resolver.h"
#include "core/probe/names.h"

namespace reconnect {
namespace {

// What the families of probes are made from, and where they are put.
struct Workshop {
    const Ports& ports;
    const Endpoints& endpoints;
    // Each probe that needs addresses holds it too, so it goes with the last of them.
    std::shared_ptr<Names> names;
    std::vector<std::unique_ptr<Probe>> probes;

    template<class Kind, class... Arguments>
    void add(Arguments&&... arguments)
    {
        probes.push_back(std::make_unique<Kind>(std::forward<Arguments>(arguments)...));
    }
};

} // namespace

std::vector<std::unique_ptr<Probe>> makeProbes(const Ports& ports, const Endpoints& endpoints)
{
    Workshop workshop{ports, endpoints, std::make_shared<Names>(ports.resolver), {}};
    return std::move(workshop.probes);
}

} // namespace reconnect
