#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace reconnect {

// What became of one question. There is no bare "ok": a check that was not run is never a pass.
enum class Outcome {
    Passed,
    Failed,
    TimedOut,
    Skipped, // there is nothing to ask (no proxy configured, IPv6 not offered)
    NotRun,  // could not be asked, because something it needs was missing or it was cancelled
    Unknown, // asked, and the answer decides nothing (rights missing, an unusable reply)
};

// Layers from the lowest up: the order in which a verdict is looked for and rows are shown.
enum class Layer {
    Link,
    Address,
    Route,
    Hosts,
    Dns,
    Firewall,
    Tcp,
    Clock,
    Tls,
    Http,
    Captive,
    Udp,
    Proxy,
    Status,
    Client,
};

// One answer of one probe: a plain value, and the only thing a verdict is made from, so that a
// saved report gives the same verdict again. Ids, error tokens and the keys of `detail` are part
// of the JSON contract; docs for each layer stand in core/probe/EVIDENCE.md.
struct Observation {
    QString id; // "tcp:zoom.us:443"; unique within one Evidence
    Layer layer = Layer::Link;
    QString target; // what was asked, for people: "zoom.us:443"
    Outcome outcome = Outcome::NotRun;
    QString error;      // token of the layer's closed list; empty when passed
    int durationMs = 0; // from the probe's start to this answer
    QJsonObject detail;
};

// Everything one run has seen.
struct Evidence {
    QDateTime started; // UTC
    int durationMs = 0;
    QString os; // "linux", "windows", "macos"
    QString osVersion;
    bool cancelled = false;
    QList<Observation> observations;
};

// The tokens of the JSON contract. fromToken functions answer false for a token they don't know.
QString token(Outcome outcome);
QString token(Layer layer);
bool fromToken(const QString& text, Outcome& outcome);
bool fromToken(const QString& text, Layer& layer);

} // namespace reconnect
