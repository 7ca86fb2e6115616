#pragma once

#include "core/result.h"
#include "platform/linux/firewall/ruleset.h"

#include <QByteArray>
#include <QStringList>

namespace reconnect::firewall {

// What iptables-save or ip6tables-save printed, of either variant.
struct IptablesTables {
    Ruleset ruleset;
    QStringList tables; // "ip filter", as nft names them where the variant is nft's
    bool keptInNft = false;
};

// Error: Malformed (a rule before its table, a table that has no end).
Result<IptablesTables> parseIptables(const QByteArray& save, bool ipv6);

} // namespace reconnect::firewall
