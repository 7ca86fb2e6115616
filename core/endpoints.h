#pragma once

#include "core/result.h"

#include <QHostAddress>
#include <QList>
#include <QMap>
#include <QStringList>
#include <QUrl>

namespace reconnect {

// A host and the ports it is asked on.
struct Endpoint {
    QString host; // a name, or a literal address
    QList<quint16> ports;
    // Known to answer on these ports when nothing blocks them. Where false, silence proves nothing.
    bool answers = false;
};

struct PortalCheck {
    QUrl url;        // plain http
    int status = 0;  // what answers when nobody stands in between
    QByteArray body; // the body begins so; empty: any
};

// What is asked, from resources/endpoints.json or the file given by --endpoints.
struct Endpoints {
    QStringList
        zoomHosts; // asked by DNS, TCP 443, TLS and HTTPS; the first is the one that decides
    QList<QString> zoomDomains; // where an answer of Zoom's may redirect to: "zoom.us", "zoom.com"
    QList<Endpoint> zoomTcp;    // beside 443: 8801, 8802
    QList<Endpoint> zoomUdp;    // STUN on 3478, 3479, 8801-8810
    QStringList controlHosts;   // of several companies; asked by DNS, TCP 443 and TLS
    QList<Endpoint> controlTcp; // literal addresses, so that a dead resolver is not a dead line
    QList<Endpoint> controlUdp; // STUN servers of others
    QList<QHostAddress> independentResolvers;
    QList<PortalCheck> portalChecks;
    QList<QUrl> statusPages; // Statuspage v2 summaries, on and off Zoom's domains
    // The oldest client that Zoom lets in, by operating system ("linux"), and since when that is
    // known; absent: not known. Zoom only ever raises it, so an older client is surely too old.
    // Source: support.zoom.com, KB0061134 "Quarterly lifecycle policy".
    QMap<QString, QString> minimumClient;
    QString minimumClientAsOf; // ISO date
};

// Errors: TooLarge (over 256 KiB), Malformed; the detail names the line and what is wrong with it:
// "line 12: zoom.tcp[0].ports[1]: a port is a number from 1 to 65535".
Result<Endpoints> parseEndpoints(const QByteArray& json);

} // namespace reconnect
