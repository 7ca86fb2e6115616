#pragma once

#include "platform/linux/firewall/ruleset.h"

#include <QStringList>

namespace reconnect::firewall {

// The words of one line of iptables-save, quotes and backslashes undone.
QStringList iptablesWords(const QString& line);

// Reads what follows "-A CHAIN" (iptables(8), iptables-extensions(8)). An option that isn't
// understood makes the rule one that can't be decided.
Rule iptablesRule(const QStringList& words, bool ipv6, Traits& traits);

} // namespace reconnect::firewall
