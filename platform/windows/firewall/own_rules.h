#pragma once

#include "core/fix/change.h"
#include "core/ports/setting.h"
#include "platform/windows/firewall/firewall_store.h"

// What this program adds to the firewall, and how it is found again: by the mark of its journal
// entry, in the description of each rule. All pure.
namespace reconnect::windows_os::firewall {

// "reconnect2026:20261124-101530-123-9f2c"
QString markOf(const QString& id);

// Our rules. Names end with the id and a number, because Windows removes a rule by its name alone.
FirewallRule outgoingRule(const QString& id, int number, int protocol,
                          const QList<QHostAddress>& addresses, int profiles);
FirewallRule incomingRule(const QString& id, int number, const QString& program);
// A rule that is off and lets nothing through: it tells which rules this entry turned off, by their
// fingerprints. So they are found again with nothing but the entry's id, and a person who looks at
// the list sees why they are off.
FirewallRule noteRule(const QString& id, const QStringList& fingerprints);
bool isNote(const FirewallRule& rule);
QStringList fingerprintsIn(const FirewallRule& note);

// Everything of a rule but whether it is on, as 16 hexadecimal digits.
QString fingerprintOf(const FirewallRule& rule);

// What one entry has to do with, as it is.
struct Holdings {
    QList<FirewallRule> own;  // with its mark
    QList<FirewallRule> held; // that its note names, on or off
};
Holdings holdingsOf(const FirewallPolicy& policy, const QString& id);

// As a Setting's state: our rules whole, of the others {fingerprint, name, enabled}.
State stateOf(const Holdings& holdings);

// The parts of a state. Malformed for what stateOf can't have made.
struct HeldRule {
    QString fingerprint;
    QString name;
    bool enabled = false;
    bool operator==(const HeldRule&) const = default;
};
struct Parts {
    QList<FirewallRule> own;
    QList<HeldRule> held;
};
Result<Parts> partsOf(const State& state);

// Whether `now` has all that both have, nothing that neither has, and nothing twice. Rules that a
// note names are held as long as it is there.
bool isBetween(const Parts& before, const Parts& after, const Parts& now);

// Whether a rule is one that this program would make for this change, and nothing wider.
bool isWithin(const FirewallRule& rule, const AllowZoom& change, const QString& id,
              const QStringList& programs);

} // namespace reconnect::windows_os::firewall
