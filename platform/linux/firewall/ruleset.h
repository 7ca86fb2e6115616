#pragma once

#include "core/ports/firewall.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace reconnect::firewall {

// A packet as the kernel's hooks see it. What is not known is empty, and a rule that asks for it
// can't be decided.
struct Packet {
    bool reply = false; // what comes back, through prerouting and input, in place of what goes out
    bool ipv6 = false;
    Transport transport = Transport::Tcp;
    QHostAddress source;
    QHostAddress destination;
    std::optional<quint16> sourcePort;
    std::optional<quint16> destinationPort;
    QString interface;            // it leaves, or comes in, by this one
    std::optional<bool> local;    // its destination is this computer itself
    std::optional<quint32> user;  // owner of the socket
    std::optional<quint32> group; // likewise
};

// Whether a rule applies to a packet.
enum class Match {
    No,
    Yes,
    Chance, // it depends on luck or load: random numbers, rates, quotas
    Unknown // it depends on something that isn't understood or not known here
};

// What decides the two kinds of doubt: not understood outweighs luck.
Match both(Match a, Match b);

// Facts about a whole ruleset that the reading of one packet needs.
struct Traits {
    bool setsMarks = false;     // else every packet of ours has the mark 0
    bool skipsTracking = false; // else the first packet of a connection has the state "new"
};

using Test = std::function<Match(const Packet&, const Traits&)>;

struct Action {
    enum class Kind {
        Continue, // nothing that matters here
        Accept,
        Drop,
        Reject,
        Return,
        Jump,
        Goto,
        Redirect, // goes to another place and port from here on
        Unknown,  // let pass or stopped: something else decides (a program, a kernel module)
    };
    Kind kind = Kind::Continue;
    QString target;                      // the chain of Jump and Goto, without its table
    QHostAddress newDestination = {};    // of Redirect; null: not known
    std::optional<quint16> newPort = {}; // of Redirect
    bool keepsDestination = false;       // Redirect that changes the port alone
    bool keepsPort = false;              // Redirect that changes the place alone
};

struct Rule {
    QString text; // as its tool shows it
    QList<Test> tests;
    Action action;
};

enum class Hook { Prerouting, Input, Output, Postrouting, Egress };
enum class Family { Ipv4, Ipv6, Both };

// Where a chain is entered from the kernel.
struct Base {
    Hook hook = Hook::Output;
    int priority = 0;
    bool denies = false; // the policy
    QString device;      // of Egress: the only interface it is for
};

struct Chain {
    QString name;    // for people: "inet filter output"
    QString product; // who made it
    Family family = Family::Both;
    QString table; // "inet filter": where the targets of its rules are looked for
    std::optional<Base> base;
    QList<Rule> rules;
};

struct Ruleset {
    QHash<QString, Chain> chains; // by "TABLE CHAIN": "inet filter output"
    Traits traits;
};

} // namespace reconnect::firewall
