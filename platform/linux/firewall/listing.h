#pragma once

#include "platform/linux/firewall/readings.h"

namespace reconnect::firewall {

// The rules that one tool printed.
struct Listed {
    Transcript::Tool tool = Transcript::Tool::Nft;
    Ruleset ruleset;
};

// All rules of this computer, each by the tool that knows it best, and what could not be read.
struct Listing {
    struct Source {
        bool asked = false;
        QString problem; // as Transcript, or "malformed"
    };
    QList<Listed> rulesets;
    Source nft;
    Source iptables;
};

// Tables that iptables keeps in nft are taken from iptables alone, which knows its extensions.
Listing listingFrom(const QList<Transcript>& transcripts);

} // namespace reconnect::firewall
