#pragma once

#include "core/result.h"
#include "platform/linux/firewall/ruleset.h"

#include <QByteArray>
#include <QSet>

namespace reconnect::firewall {

// The rules as people read them, by "TABLE HANDLE" ("inet filter 14"), from `nft -a list ruleset`.
QHash<QString, QString> nftTexts(const QByteArray& listing);

// Reads `nft -j list ruleset` (libnftables-json(5)). `texts` gives the rules their words. Tables in
// `elsewhere` ("ip filter") are left out: iptables-nft keeps its rules in nft, and they are read
// from its own tool, which alone knows its extensions. Error: Malformed.
Result<Ruleset> parseNft(const QByteArray& json, const QHash<QString, QString>& texts = {},
                         const QSet<QString>& elsewhere = {});

} // namespace reconnect::firewall
