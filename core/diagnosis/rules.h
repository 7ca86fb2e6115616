#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/facts.h"

#include <optional>

namespace reconnect {

// What the rules before this one have found. A rule yields to a lower cause that explains all it
// sees, and only to that, so that an independent fault is still named.
class Found {
public:
    void add(const Finding& finding) { m_findings.append(finding); }
    bool has(Cause cause) const;
    bool hasAny(std::initializer_list<Cause> causes) const;
    const QList<Finding>& findings() const { return m_findings; }

private:
    QList<Finding> m_findings;
};

// A finding with the stage and the fixes that its cause has, and the ids of its grounds.
Finding finding(Cause cause, Confidence confidence, const Rows& grounds);
// The same, as something that does not stop Zoom.
Finding note(Cause cause, Confidence confidence, const Rows& grounds);
Finding asNote(Finding finding);
void setValue(Finding& finding, const char* key, const QString& value);

// One pure rule for each cause (or for the few that the same look decides). Each answers only for
// a client that does not get through; they are asked in the order of diagnosis.cpp.
using Answer = std::optional<Finding>;
using Rule = Answer (*)(const Facts&, const Found&);

Answer noNetwork(const Facts& facts, const Found& found);         // rules_line.cpp
Answer captivePortal(const Facts& facts, const Found& found);     //
Answer noInternet(const Facts& facts, const Found& found);        //
Answer dnsFailure(const Facts& facts, const Found& found);        // rules_names.cpp
Answer hostsOverride(const Facts& facts, const Found& found);     //
Answer dnsBlocked(const Facts& facts, const Found& found);        //
Answer dnsHijacked(const Facts& facts, const Found& found);       //
Answer localFirewall(const Facts& facts, const Found& found);     // rules_firewall.cpp
Answer clientFirewall(const Facts& facts, const Found& found);    //
Answer networkFirewall(const Facts& facts, const Found& found);   //
Answer slowNetwork(const Facts& facts, const Found& found);       // rules_quality.cpp
Answer ipv6Broken(const Facts& facts, const Found& found);        //
Answer brokenProxy(const Facts& facts, const Found& found);       // rules_proxy.cpp
Answer brokenProxyScript(const Facts& facts, const Found& found); //
Answer clockWrong(const Facts& facts, const Found& found);        // rules_secure.cpp
Answer tlsIntercepted(const Facts& facts, const Found& found);    //
Answer zoomOutage(const Facts& facts, const Found& found);        // rules_service.cpp

// What keeps the client from using a network that is proven good. rules_client.cpp
QList<Finding> clientFaults(const Facts& facts);
// Worth knowing beside the verdict. notes.cpp
QList<Finding> notesOf(const Facts& facts, const Found& found);

// What fills the sentences of a finding, from the row it rests on.
void describeProxy(Finding& finding, Row proxy);
void describeIncident(Finding& finding, Row status); // null: nothing is known
void describeClient(Finding& finding, Row client);
Cause proxyCause(Row proxy); // of one that was asked and does not carry Zoom

// Whether packets get lost or late often enough to say so; filled into a finding's values.
struct Quality {
    int lossPercent = 0;
    int delayMs = 0;
    Rows grounds;
    bool poor() const { return !grounds.isEmpty(); }
    // Packets get lost, or come so late that this looks the same.
    bool losesPackets() const;
};
Quality qualityOf(const Facts& facts);

// Silence about Zoom's name that the line may account for: it loses other packets too.
bool lostOnTheWay(const Facts& facts); // rules_names.cpp
// The line surely does: name servers answer some questions, and others are as silent.
bool zoomsNameIsLost(const Facts& facts);

// IPv6 is offered and carries nothing, while IPv4 does.
Rows deadIpv6(const Facts& facts);

// What became of going to Zoom itself: at the addresses that the system gave, or, where a lower
// rule found those to be wrong, at those an independent resolver gave.
struct Path {
    enum class End { NotAsked, Connected, Refused, Silent, Unreachable, Reset, Forbidden, Other };
    End end = End::NotAsked;
    Row tcp = nullptr;
    Row tls = nullptr;
    bool atOtherAddresses = false;

    bool connected() const { return end == End::Connected; }
    // Asked and not connected, for another reason than a rule of this computer's that says so.
    bool stopped() const
    {
        return end != End::NotAsked && end != End::Connected && end != End::Forbidden;
    }
};
Path pathToZoom(const Facts& facts, const Found& found);

} // namespace reconnect
