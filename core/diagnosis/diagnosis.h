#pragma once

#include "core/probe/observation.h"

#include <QMap>
#include <QStringList>

namespace reconnect {

// The closed vocabulary of causes (DESIGN: lowest layer first).
enum class Cause {
    None,
    NoNetwork,
    NoInternet,
    CaptivePortal,
    DnsFailure,
    DnsBlocked,
    DnsHijacked,
    HostsOverride,
    LocalFirewall,
    NetworkFirewall,
    UdpBlocked,
    ProxyUnreachable,
    ProxyBlocksZoom,
    ProxyAuthRequired,
    ProxyPacBroken,
    TlsIntercepted,
    ClockWrong,
    ZoomOutage,
    Ipv6Broken,
    SlowNetwork,
    ClientMissing,
    ClientOutdated,
    ClientCorrupt,
    Unknown,
};

enum class Confidence { Certain, Likely, Possible };

// The stages of the guide, and where each cause is dealt with.
enum class Stage { Checks, Firewall, Proxy, Reinstall, Escalate };

// The closed list of fixes, least invasive first.
enum class Fix {
    RestartZoom,
    FlushDns,
    SetClock,
    TurnOffProxy,
    TurnOffProxyScript,
    RemoveHostsOverride,
    AllowZoomInFirewall,
    ClearZoomCache,
    ReinstallZoom,
    RestartComputer,
    RestartRouter,
    AntivirusException,
    SignInToNetwork,
    AskIt,
};

// One cause with its grounds.
struct Finding {
    Cause cause = Cause::Unknown;
    Confidence confidence = Confidence::Possible;
    Stage stage = Stage::Escalate;
    QStringList evidence; // ids of observations, the telling one first
    QList<Fix> fixes;     // least invasive first
    // What fills the sentence: {host}, {place}, {reason}, {issuer}, {line}, {span}, … (words.h)
    QMap<QString, QString> values;
};

struct Diagnosis {
    Finding verdict;
    QList<Finding> otherCauses; // independent faults beside it, each a real one
    QList<Finding> notes;       // worth knowing, not what stops Zoom
};

// Pure: the same evidence gives the same diagnosis, on any computer, at any time. The lowest broken
// layer is the cause, what follows from it is not reported; unknown is a legal verdict.
Diagnosis diagnose(const Evidence& evidence);

QString token(Cause cause);
QString token(Confidence confidence);
QString token(Stage stage);
QString token(Fix fix);
bool fromToken(const QString& text, Cause& cause);
bool fromToken(const QString& text, Fix& fix);

} // namespace reconnect
