#include "tests/gui/made_up.h"

#include <QJsonArray>

namespace reconnect::test {
namespace {

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

struct Row {
    const char* id;
    Layer layer;
    const char* target;
    int ms;
};

// What a healthy computer answers.
const Row healthy[] = {
    {"link:interfaces", Layer::Link, "Network interfaces", 1},
    {"address:ipv4", Layer::Address, "IPv4 address", 1},
    {"address:ipv6", Layer::Address, "IPv6 address", 1},
    {"route:ipv4", Layer::Route, "IPv4 route", 1},
    {"route:gateway", Layer::Route, "192.0.2.1", 4},
    {"hosts:zoom", Layer::Hosts, "/etc/hosts", 1},
    {"dns:system:zoom.us", Layer::Dns, "zoom.us", 21},
    {"dns:system:www.google.com", Layer::Dns, "www.google.com", 18},
    {"dns:server:192.0.2.53:zoom.us:A", Layer::Dns, "zoom.us at 192.0.2.53", 23},
    {"dns:server:192.0.2.53:zoom.us:AAAA", Layer::Dns, "zoom.us at 192.0.2.53", 24},
    {"firewall:nftables", Layer::Firewall, "nftables", 31},
    {"tcp:zoom.us:443", Layer::Tcp, "zoom.us:443", 26},
    {"tcp:us02web.zoom.us:443", Layer::Tcp, "us02web.zoom.us:443", 31},
    {"tcp:www.google.com:443", Layer::Tcp, "www.google.com:443", 19},
    {"clock:http-date", Layer::Clock, "Clock", 90},
    {"tls:zoom.us:443", Layer::Tls, "zoom.us:443", 74},
    {"tls:www.google.com:443", Layer::Tls, "www.google.com:443", 61},
    {"http:zoom.us", Layer::Http, "zoom.us", 180},
    {"captive:connectivitycheck.gstatic.com", Layer::Captive, "connectivitycheck.gstatic.com", 60},
    {"udp:zoom.us:8801", Layer::Udp, "zoom.us:8801", 40},
    {"proxy:config", Layer::Proxy, "Proxy settings", 12},
    {"proxy:127.0.0.1:8118", Layer::Proxy, "127.0.0.1:8118", 2},
    {"status:www.zoomstatus.com", Layer::Status, "www.zoomstatus.com", 210},
    {"client:zoom", Layer::Client, "Zoom", 45},
};

struct Fault {
    Cause cause;
    Stage stage;
    const char* telling; // the id of the row that shows it
    Outcome outcome;
    const char* error;
    QMap<QString, QString> values;
};

QList<Fault> faults()
{
    return {
        {Cause::None, Stage::Checks, "tls:zoom.us:443", Outcome::Passed, "", {}},
        {Cause::NoNetwork, Stage::Checks, "link:interfaces", Outcome::Failed, "no-link", {}},
        {Cause::NoInternet,
         Stage::Checks,
         "tcp:www.google.com:443",
         Outcome::TimedOut,
         "timed-out",
         {}},
        {Cause::CaptivePortal,
         Stage::Checks,
         "captive:connectivitycheck.gstatic.com",
         Outcome::Failed,
         "portal",
         {}},
        {Cause::DnsFailure,
         Stage::Checks,
         "dns:system:zoom.us",
         Outcome::TimedOut,
         "timed-out",
         {}},
        {Cause::DnsBlocked,
         Stage::Escalate,
         "dns:system:zoom.us",
         Outcome::Failed,
         "not-found",
         {}},
        {Cause::DnsHijacked,
         Stage::Escalate,
         "tls:zoom.us:443",
         Outcome::Failed,
         "name-mismatch",
         {}},
        {Cause::HostsOverride,
         Stage::Checks,
         "hosts:zoom",
         Outcome::Failed,
         "pinned",
         {{s("line"), s("0.0.0.0 zoom.us")}}},
        {Cause::LocalFirewall,
         Stage::Firewall,
         "firewall:nftables",
         Outcome::Failed,
         "blocks",
         {{s("rule"), s("tcp dport 443 drop")}, {s("product"), s("nftables")}}},
        {Cause::NetworkFirewall,
         Stage::Escalate,
         "tcp:zoom.us:443",
         Outcome::TimedOut,
         "timed-out",
         {}},
        {Cause::UdpBlocked,
         Stage::Escalate,
         "udp:zoom.us:8801",
         Outcome::TimedOut,
         "timed-out",
         {}},
        {Cause::ProxyUnreachable,
         Stage::Proxy,
         "proxy:127.0.0.1:8118",
         Outcome::Failed,
         "refused",
         {{s("host"), s("127.0.0.1:8118")},
          {s("place"), s("GNOME network settings")},
          {s("mechanism"), s("direct-works")}}},
        {Cause::ProxyBlocksZoom,
         Stage::Proxy,
         "proxy:127.0.0.1:8118",
         Outcome::Failed,
         "blocked",
         {{s("host"), s("proxy.example:3128")}, {s("reason"), s("403 Forbidden")}}},
        {Cause::ProxyAuthRequired,
         Stage::Proxy,
         "proxy:127.0.0.1:8118",
         Outcome::Failed,
         "auth-required",
         {{s("host"), s("proxy.example:3128")}}},
        {Cause::ProxyPacBroken,
         Stage::Proxy,
         "proxy:config",
         Outcome::Failed,
         "unreachable",
         {{s("url"), s("http://wpad.example/proxy.pac")}, {s("reason"), s("can't be reached")}}},
        {Cause::TlsIntercepted,
         Stage::Firewall,
         "tls:zoom.us:443",
         Outcome::Failed,
         "untrusted-issuer",
         {{s("issuer"), s("Example Web Shield Root")}}},
        {Cause::ClockWrong,
         Stage::Checks,
         "clock:http-date",
         Outcome::Failed,
         "wrong",
         {{s("offsetSeconds"), s("-31536000")}}},
        {Cause::ZoomOutage,
         Stage::Checks,
         "status:www.zoomstatus.com",
         Outcome::Failed,
         "critical",
         {{s("incident"), s("Meetings can't be joined")}, {s("since"), s("2026-01-12T09:30:00Z")}}},
        {Cause::Ipv6Broken, Stage::Checks, "address:ipv6", Outcome::Failed, "unreachable", {}},
        {Cause::SlowNetwork,
         Stage::Checks,
         "udp:zoom.us:8801",
         Outcome::TimedOut,
         "timed-out",
         {{s("loss"), s("38")}, {s("delayMs"), s("900")}}},
        {Cause::ClientMissing, Stage::Reinstall, "client:zoom", Outcome::Skipped, "missing", {}},
        {Cause::ClientOutdated,
         Stage::Reinstall,
         "client:zoom",
         Outcome::Failed,
         "outdated",
         {{s("installed"), s("5.9.1")}, {s("needed"), s("6.2.0")}}},
        {Cause::ClientCorrupt,
         Stage::Reinstall,
         "client:zoom",
         Outcome::Failed,
         "corrupt",
         {{s("count"), s("3")}}},
        {Cause::Unknown,
         Stage::Checks,
         "firewall:nftables",
         Outcome::Unknown,
         "needs-root",
         {{s("settle"), s("other-network")}}},
    };
}

Evidence healthyRun()
{
    Evidence evidence;
    evidence.os = s("linux");
    evidence.osVersion = s("Debian GNU/Linux 12");
    evidence.started = QDateTime::fromString(s("2026-01-12T10:00:00Z"), Qt::ISODate);
    evidence.durationMs = 640;
    for (const Row& row : healthy)
        evidence.observations.append(
            {s(row.id), row.layer, s(row.target), Outcome::Passed, {}, row.ms, {}});
    const auto at = [&evidence](const char* id) -> Observation& {
        for (Observation& one : evidence.observations)
            if (one.id == QLatin1String(id))
                return one;
        return evidence.observations.first();
    };
    at("address:ipv6").outcome = Outcome::Skipped;
    at("address:ipv6").error = s("not-offered");
    at("firewall:nftables").outcome = Outcome::Unknown;
    at("firewall:nftables").error = s("needs-root");
    at("proxy:config")
        .detail.insert(s("proxies"),
                       QJsonArray{QJsonObject{{s("place"), s("GNOME network settings")},
                                              {s("kind"), s("manual")},
                                              {s("host"), s("127.0.0.1")},
                                              {s("port"), 8118},
                                              {s("effective"), true}}});
    at("client:zoom")
        .detail.insert(s("installs"), QJsonArray{QJsonObject{{s("version"), s("6.2.11.5069")},
                                                             {s("kind"), s("deb")},
                                                             {s("path"), s("/opt/zoom")}}});
    return evidence;
}

Finding apply(const Fault& fault, Evidence& evidence)
{
    for (Observation& one : evidence.observations) {
        if (one.id != QLatin1String(fault.telling))
            continue;
        one.outcome = fault.outcome;
        one.error = s(fault.error);
        one.durationMs = fault.outcome == Outcome::TimedOut ? 4000 : one.durationMs;
    }
    Finding finding;
    finding.cause = fault.cause;
    finding.stage = fault.stage;
    finding.confidence = fault.cause == Cause::Unknown ? Confidence::Possible : Confidence::Certain;
    finding.evidence = {s(fault.telling), s("tcp:www.google.com:443")};
    finding.values = fault.values;
    return finding;
}

Fault faultOf(Cause cause)
{
    for (const Fault& fault : faults())
        if (fault.cause == cause)
            return fault;
    return {};
}

} // namespace

MadeUp madeUp(Cause cause)
{
    MadeUp made;
    made.evidence = healthyRun();
    made.diagnosis.verdict = apply(faultOf(cause), made.evidence);
    return made;
}

MadeUp madeUpPair()
{
    MadeUp made = madeUp(Cause::HostsOverride);
    made.diagnosis.otherCauses = {apply(faultOf(Cause::ProxyUnreachable), made.evidence)};
    made.diagnosis.notes = {apply(faultOf(Cause::UdpBlocked), made.evidence)};
    return made;
}

MadeUp madeUpLong()
{
    const QString word(200, QLatin1Char('w'));
    MadeUp made = madeUp(Cause::LocalFirewall);
    made.diagnosis.verdict.values = {{s("rule"), word}, {s("product"), word}};
    for (Observation& one : made.evidence.observations)
        one.target = word;
    made.diagnosis.otherCauses = {apply(faultOf(Cause::TlsIntercepted), made.evidence)};
    made.diagnosis.otherCauses.first().values = {{s("issuer"), s("<b>") + word}};
    return made;
}

QList<Cause> allCauses()
{
    QList<Cause> causes;
    for (int i = 0; i <= int(Cause::Unknown); ++i)
        causes.append(Cause(i));
    return causes;
}

} // namespace reconnect::test
