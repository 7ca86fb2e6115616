#pragma once

#include "core/fix/change.h"
#include "core/ports/firewall.h"
#include "core/ports/setting.h"

namespace reconnect::firewall {

// A rule of this product: packets to one address, on ports of Zoom, may leave.
struct OwnRule {
    QString tool;  // whose it is: as RuleTool::name()
    QString place; // where that tool keeps it, in the tool's own words
    Transport transport = Transport::Tcp;
    QHostAddress address;
    QString ports; // "80,443,8801-8802"
    // Where it has our mark, but not the form in which we write: what the tool shows. Then the
    // three above are empty.
    QString other;
    qint64 handle = 0; // nft's name for it; no part of a state

    bool operator==(const OwnRule& rule) const;
};

// "reconnect2026:20261124-101530-123-9f2c": the comment that marks the rules of an entry.
QString markOf(const QString& id);

// "80,443,8801-8802", and back; empty where the text isn't of this form.
QString portsText(const QList<PortRange>& ranges);
QList<PortRange> portsFrom(const QString& text);
QList<PortRange> zoomPorts(Transport transport);

// The rules as a Setting's state, in an order of their own; and back: Malformed for what stateOf
// can't have made.
State stateOf(QList<OwnRule> rules);
Result<QList<OwnRule>> rulesOf(const State& state);

// Those of `rules` that are not among `others`.
QList<OwnRule> without(const QList<OwnRule>& rules, const QList<OwnRule>& others);

// Whether `now` has all that both have, nothing that neither has, and nothing twice.
bool isBetween(const QList<OwnRule>& before, const QList<OwnRule>& after,
               const QList<OwnRule>& now);

// Whether the rule is nothing wider than what the change allows.
bool isWithin(const OwnRule& rule, const AllowZoom& change);

} // namespace reconnect::firewall
