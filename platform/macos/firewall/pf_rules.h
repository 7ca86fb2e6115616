#pragma once

#include "core/ports/firewall.h"

#include <QMap>

#include <optional>

// The packet filter, which VPNs and management tools load rules into. Its rules are read as
// pfctl(8) prints them, in the grammar of pf.conf(5): the main ones, and those of each anchor by
// itself, because not every version prints what is in an anchor of many ("com.apple/*"). All pure.
namespace reconnect::macos::firewall {

// A rule applies, does not, or hangs on what is not known here.
enum class Match { No, Yes, Unknown };
Match both(Match a, Match b);

struct PfRule {
    enum class Kind { Pass, Block, Anchor };

    QString text; // as pfctl prints it, without the rules in it
    QString
        place; // the anchor it is in: "com.apple/250.ApplicationFirewall"; empty: the main rules
    Kind kind = Kind::Pass;
    QString calls;        // of an anchor: its name as printed, "com.apple/*" or "200.AirDrop/*"
    bool rejects = false; // "return": the sender is told
    bool quick = false;
    bool incoming = false;              // "in": not for what goes out
    std::optional<int> family;          // 4 or 6
    std::optional<Transport> transport; // tcp or udp
    bool neverOurs = false;             // for icmp, …, or on the loopback: none of ours
    bool conditions = false; // it asks for what is not known here: an interface, a source, a table
    std::optional<quint32> user;
    bool toAny = true;
    bool notTo = false; // "!": all but
    QHostAddress to;    // of a network, with the number of its bits; null: not known
    int toBits = 0;
    struct Ports {
        quint16 first = 0;
        quint16 last = 0;
        bool outside = false; // "port != 80", "port 1 <> 9"
    };
    std::optional<Ports> ports;
    bool hasInside = false; // an anchor that is printed with its rules, in braces
    QList<PfRule> inside;
};

// All rules by the anchor they are in: "" the main ones, "com.apple/200.AirDrop".
using PfRuleset = QMap<QString, QList<PfRule>>;

constexpr qsizetype maxPfRules = 20000; // in one listing
constexpr qsizetype maxAnchors = 64;

// Of `pfctl -s rules`; `place`: the anchor that was asked. Errors: Malformed (braces that don't
// close, a line that is no rule), TooLarge.
Result<QList<PfRule>> pfRulesFrom(const QByteArray& listing, const QString& place = {});

// Of `pfctl -v -s Anchors`: all of them, a path a line. Errors: Malformed, TooLarge.
Result<QStringList> pfAnchorsFrom(const QByteArray& listing);

// Of `pfctl -s info`: "Status: Enabled for 0 days 00:01:02". Error: Malformed.
Result<bool> pfIsOnFrom(const QByteArray& info);

// What becomes of a packet of this computer's own on its way out.
struct PfFate {
    enum class Kind { Passes, Stopped, Doubtful };
    Kind kind = Kind::Passes;
    const PfRule* rule = nullptr; // that stops it, or may
};

// The last rule that applies decides, or the first with "quick"; where none does, it passes. An
// anchor "NAME/*" stands for all in NAME, by the alphabet. Bounded: what takes more than 100000
// steps is Doubtful. The rule lives as long as the ruleset.
PfFate pfFateOf(const OutgoingPacket& packet, const std::optional<quint32>& user,
                const PfRuleset& rules);

} // namespace reconnect::macos::firewall
