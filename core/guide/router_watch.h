#pragma once

#include "core/probe/observation.h"

#include <optional>

namespace reconnect {

// A router that a person restarts, as one checkup after another sees it.
struct RouterWatch {
    // The router answered before it was restarted; many never do, and then only the line tells.
    bool answers = false;
    bool wentAway = false;
    bool cameBack = false;
    bool internetIsBack = false;
    bool operator==(const RouterWatch&) const = default;
};

// `evidence`: of the checkup that advised the restart.
RouterWatch watchFrom(const Evidence& evidence);

// What the next checkup adds; nothing that was seen is taken back. A checkup without a word on the
// line changes nothing. Pure.
RouterWatch watched(RouterWatch watch, const Evidence& evidence);

// A line for each of the three, with a tick where it was seen, and what to do or wait for now.
QString sentencesFor(const RouterWatch& watch);
// How a watch ended that saw the internet come back, or waited in vain.
QString endingFor(const RouterWatch& watch);

} // namespace reconnect
