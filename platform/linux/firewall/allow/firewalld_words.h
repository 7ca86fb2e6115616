#pragma once

#include "platform/linux/firewall/allow/own_rules.h"
#include "platform/linux/firewall/ruleset.h"

#include <optional>

namespace reconnect::firewall {

// What firewall-cmd prints and takes.

// Rich rules have no comments, so the entry's mark is their priority: one of the thousand lowest,
// which the id picks.
int priorityOf(const QString& id);
QString richRule(const OwnRule& rule, const QString& id);
// Nothing where it isn't exactly one of ours.
std::optional<OwnRule> ruleFromRich(const QString& text, const QString& id);

struct Policy {
    QString name;
    QStringList richRules;
};
QList<Policy> policiesFrom(const QByteArray& listed); // --list-all-policies

// The policy whose chain this is ("inet firewalld filter_OUT_policy_NAME_deny", or of the older
// back end "ip filter OUT_NAME_deny"), with the chain that its first rules are in.
struct PolicyChain {
    QString policy;
    QString firstRules;
};
std::optional<PolicyChain> policyOf(const QString& chain, const QList<Policy>& policies);

// "ipv4 filter OUTPUT 0 -p tcp -j DROP", as --direct --get-all-rules lists it; and of the
// passthroughs, "ipv4 -t filter -I OUTPUT -p tcp -j DROP", which no rule can go before.
struct DirectRule {
    bool ipv6 = false;
    QString table;
    QString chain;
    QStringList words; // from the first match on
    QString text;      // the same as it stands there
};
QList<DirectRule> directRulesFrom(const QByteArray& listed);
QList<DirectRule> passthroughsFrom(const QByteArray& listed);

// Whether these rules by themselves stop the packet in this table.
bool stopIt(const QList<DirectRule>& rules, const QString& table, const Packet& packet);

} // namespace reconnect::firewall
