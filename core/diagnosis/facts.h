#pragma once

#include "core/diagnosis/rows.h"

#include <QHash>

namespace reconnect {

// The way out of this computer, before any server.
struct LineFacts {
    Row link = nullptr;
    Row address4 = nullptr, address6 = nullptr;
    Row route4 = nullptr, route6 = nullptr;
    Row gateway = nullptr;
    Rows portalChecks;
    // A page of the network answers in place of most of the others.
    bool signInPage = false;
};

// Hosts of other companies, by which "is it only Zoom?" is told.
struct ControlFacts {
    Rows tcp;                  // every one that was asked
    Rows connected;            // of them, those that answered
    Rows literals;             // of them, those asked by address, without a name
    Rows literalsConnected;    //
    Rows tls;                  //
    Rows resolved, unresolved; // by the system's resolver
    Rows udp;                  // endpoints that are known to answer

    bool answer() const; // anything of anybody else's got through
    Rows tlsPassed() const;
    Rows tlsSilent() const; // connected, and then the handshake hung
};

// The first Zoom host, which decides, and what is known of it without any proxy.
struct ZoomFacts {
    QString host;
    Row system = nullptr; // its name by the system's resolver
    Rows servers;         // by the configured servers, asked directly (A)
    Rows independent;     // by resolvers of others (A)
    Row tcp = nullptr;
    Row tls = nullptr;
    Row noSni = nullptr;
    Row http = nullptr;
    Rows independentTls; // at addresses that only an independent resolver gave
    Rows udp;            // all Zoom hosts
    Rows otherTls;       // the other Zoom hosts
    Rows otherTcp;

    QList<QHostAddress> trueAddresses; // by resolvers other than this network's
    // The client would get through without a proxy.
    Known direct = Known::NotKnown;
};

struct ProxyFacts {
    Rows used; // those that the client would take for Zoom
    Rows idle; // configured, yet not taken by this session
    Row script = nullptr;
    bool offersDirect = false; // the script lets the client go without a proxy too
    bool notTried = false;     // one is taken, and nothing is known of how it does
    bool scriptBroken() const { return bad(script); }

    // The client goes without a proxy: none is taken, or the script that names one is broken.
    bool goesDirect() const { return used.isEmpty() && !notTried; }
    Row working() const;
    // One answers as proxies do, so the way without it is not the client's.
    bool alive() const;
};

struct LocalFacts {
    Row hosts = nullptr;
    Rows blocking;             // firewall rows that stop packets to Zoom
    Row needsRights = nullptr; // rules that an administrator could read
    bool rulesRead = false;
    Rows programs; // security programs, whatever they do
    Row clock = nullptr;
    Row client = nullptr;
    Row networkManager = nullptr;
};

struct StatusFacts {
    Row outage = nullptr; // a page that reports a major or critical incident
    Row fine = nullptr;   // a page that reports none or a minor one
};

// Everything the rules ask, drawn once from the evidence. Missing observations are not known.
struct Facts {
    explicit Facts(const Evidence& evidence);

    LineFacts line;
    ControlFacts controls;
    ZoomFacts zoom;
    ProxyFacts proxies;
    LocalFacts local;
    StatusFacts status;
    QHash<QString, Row> byId;

    // The client gets through along the way it would take.
    Known connects = Known::NotKnown;
};

} // namespace reconnect
