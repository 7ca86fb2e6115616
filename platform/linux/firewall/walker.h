#pragma once

#include "platform/linux/firewall/ruleset.h"

namespace reconnect::firewall {

// What becomes of one packet.
struct Fate {
    enum class Kind {
        Passes,
        Stopped,
        Doubtful, // it hangs on something that isn't understood
    };
    Kind kind = Kind::Passes;
    // Of the rule that stops it, or could:
    QString product;
    QString chain;
    QString rule;
    QString verdict; // "drop", "reject" or "policy"
};

// Walks the packet through every chain that the kernel would, by hook and priority. A stop that
// depends on luck alone counts as passing: the next try gets through. Bounded: a ruleset that
// takes more than 100000 steps for one packet is Doubtful.
Fate fateOf(const Packet& packet, const Ruleset& ruleset);

// One chain of those the kernel enters that surely stops a packet, whatever the others do.
struct Stop {
    QString base; // the chain that is entered, by its key in the ruleset
    Fate fate;    // of the rule in it, or below it, that stops
};
QList<Stop> stopsOf(const Packet& packet, const Ruleset& ruleset);

} // namespace reconnect::firewall
