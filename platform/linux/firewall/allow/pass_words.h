#pragma once

#include "platform/linux/firewall/allow/own_rules.h"

#include <optional>

namespace reconnect::firewall {

// A rule in the words of iptables(8), without chain: "-d 203.0.113.5/32 -p tcp -m multiport
// --dports 80,443,8801:8802 -m comment --comment MARK -j ACCEPT".
QStringList passWords(const OwnRule& rule, const QString& mark);

// Back, in whatever order the words come: a rule of no tool and no place. Nothing where it isn't
// such a rule with this mark.
std::optional<OwnRule> passFrom(const QStringList& words, const QString& mark);

// Whether the words are of a rule with this mark, whatever else they say.
bool hasMark(const QStringList& words, const QString& mark);

} // namespace reconnect::firewall
