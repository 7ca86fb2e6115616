#include "tests/support/evidence_builder.h"

namespace reconnect::test {
namespace {

const QString zoom = QStringLiteral("zoom.us");
const QString control = QStringLiteral("www.example.com");
const QString controlAddress = QStringLiteral("198.51.100.41");
const QString otherAddress = QStringLiteral("198.51.100.42");

QJsonObject role(const char* name, QJsonObject detail = {})
{
    detail.insert(QStringLiteral("role"), QLatin1String(name));
    return detail;
}

QJsonObject reached(const QString& address, const char* outcome, const char* error, int ms)
{
    return {{QStringLiteral("address"), address},
            {QStringLiteral("family"),
             address.contains(QLatin1Char(':')) ? QStringLiteral("ipv6") : QStringLiteral("ipv4")},
            {QStringLiteral("outcome"), QLatin1String(outcome)},
            {QStringLiteral("error"), QLatin1String(error)},
            {QStringLiteral("ms"), ms}};
}

QJsonObject tcp(const char* who, const QString& address, const char* outcome = "passed",
                const char* error = "", int ms = 10)
{
    return role(who,
                {{QStringLiteral("answers"), true},
                 {QStringLiteral("addresses"), QJsonArray{reached(address, outcome, error, ms)}}});
}

QJsonObject names(const char* who, const QString& server, const QString& name,
                  const QStringList& addresses)
{
    return role(who, {{QStringLiteral("server"), server},
                      {QStringLiteral("name"), name},
                      {QStringLiteral("type"), QStringLiteral("A")},
                      {QStringLiteral("addresses"), QJsonArray::fromStringList(addresses)}});
}

QJsonObject tls(const char* who, const QString& address, const QString& issuer,
                const QStringList& certificateNames)
{
    QJsonObject detail =
        role(who, {{QStringLiteral("address"), address}, {QStringLiteral("connected"), true}});
    if (!issuer.isEmpty())
        detail.insert(QStringLiteral("chain"),
                      QJsonArray{QJsonObject{{QStringLiteral("issuer"), issuer},
                                             {QStringLiteral("names"),
                                              QJsonArray::fromStringList(certificateNames)}}});
    return detail;
}

QJsonObject datagrams(const char* who, int sent, int received)
{
    return role(who, {{QStringLiteral("answers"), true},
                      {QStringLiteral("sent"), sent},
                      {QStringLiteral("received"), received},
                      {QStringLiteral("rttMs"), received > 0 ? 12 : 0}});
}

Layer layerOf(const QString& id)
{
    Layer layer = Layer::Link;
    fromToken(id.section(QLatin1Char(':'), 0, 0), layer);
    return layer;
}

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

} // namespace

EvidenceBuilder::EvidenceBuilder()
{
    m_evidence.started = QDateTime(QDate(2026, 5, 4), QTime(9, 30), Qt::UTC);
    m_evidence.durationMs = 400;
    m_evidence.os = id("linux");
    m_evidence.osVersion = id("Debian GNU/Linux 12");
    passes(id("link:interfaces"));
    passes(id("address:ipv4"));
    is(id("address:ipv6"), Outcome::Skipped, "not-offered");
    passes(id("route:ipv4"));
    is(id("route:ipv6"), Outcome::Skipped, "not-offered");
    passes(id("route:gateway"));
    passes(id("hosts:zoom"));
    passes(id("dns:system:zoom.us"), names("zoom", {}, zoom, {zoomAddress}));
    passes(id("dns:system:www.example.com"), names("control", {}, control, {controlAddress}));
    passes(id("dns:server:192.0.2.53:zoom.us:A"),
           names("zoom", id("192.0.2.53"), zoom, {zoomAddress}));
    passes(id("dns:server:192.0.2.53:www.example.com:A"),
           names("control", id("192.0.2.53"), control, {controlAddress}));
    for (const char* resolver : {"198.51.100.61", "198.51.100.62"})
        passes(QStringLiteral("dns:independent:%1:zoom.us:A").arg(QLatin1String(resolver)),
               names("zoom", QLatin1String(resolver), zoom, {zoomAddress}));
    is(id("firewall:nftables"), Outcome::Unknown, "needs-root");
    passes(id("tcp:zoom.us:443"), tcp("zoom", zoomAddress));
    passes(id("tcp:www.example.com:443"), tcp("control", controlAddress));
    passes(id("tcp:198.51.100.41:443"), tcp("control", controlAddress));
    passes(id("tcp:198.51.100.42:443"), tcp("control", otherAddress));
    passes(id("clock:http-date"), {{id("offsetSeconds"), 1}});
    passes(id("tls:zoom.us:443"), tls("zoom", zoomAddress, id("Some CA"), {zoom}));
    passes(id("tls:zoom.us:443:no-sni"), tls("zoom", zoomAddress, id("Some CA"), {zoom}));
    passes(id("tls:www.example.com:443"), tls("control", controlAddress, id("Some CA"), {control}));
    passes(id("http:zoom.us"), role("zoom", {{id("status"), 200}}));
    for (int i = 0; i < 4; ++i)
        passes(QStringLiteral("captive:check%1.example").arg(i));
    for (const char* port : {"3478", "8801"})
        passes(QStringLiteral("udp:zoom.us:") + QLatin1String(port), datagrams("zoom", 1, 1));
    passes(id("udp:stun.example.com:3478"), datagrams("control", 1, 1));
    is(id("proxy:config"), Outcome::Skipped, "none");
    status("none");
    passes(id("client:zoom"));
}

Observation& EvidenceBuilder::row(const QString& wanted)
{
    for (Observation& known : m_evidence.observations)
        if (known.id == wanted)
            return known;
    Observation fresh;
    fresh.id = wanted;
    fresh.layer = layerOf(wanted);
    fresh.target = wanted.section(QLatin1Char(':'), 1);
    fresh.durationMs = 12;
    m_evidence.observations.append(fresh);
    return m_evidence.observations.last();
}

EvidenceBuilder& EvidenceBuilder::is(const QString& wanted, Outcome outcome, const char* error,
                                     QJsonObject detail)
{
    Observation& found = row(wanted);
    found.outcome = outcome;
    found.error = QLatin1String(error);
    for (auto it = detail.begin(); it != detail.end(); ++it)
        found.detail.insert(it.key(), it.value());
    return *this;
}

EvidenceBuilder& EvidenceBuilder::passes(const QString& wanted, QJsonObject detail)
{
    return is(wanted, Outcome::Passed, "", std::move(detail));
}

EvidenceBuilder& EvidenceBuilder::fails(const QString& wanted, const char* error,
                                        QJsonObject detail)
{
    return is(wanted, Outcome::Failed, error, std::move(detail));
}

EvidenceBuilder& EvidenceBuilder::silent(const QString& wanted, QJsonObject detail)
{
    return is(wanted, Outcome::TimedOut, "timed-out", std::move(detail));
}

EvidenceBuilder& EvidenceBuilder::without(const QString& idPrefix)
{
    m_evidence.observations.removeIf(
        [&](const Observation& known) { return known.id.startsWith(idPrefix); });
    return *this;
}

EvidenceBuilder& EvidenceBuilder::zoomTcp(const char* error, int ms)
{
    const bool quiet = *error == '\0';
    const char* outcome = quiet ? "timed-out" : "failed";
    const QJsonObject none{{id("connected"), false}, {id("chain"), QJsonArray()}};
    const auto end = [&](const QString& wanted, const QJsonObject& detail) {
        quiet ? silent(wanted, detail) : fails(wanted, error, detail);
    };
    end(id("tcp:zoom.us:443"), tcp("zoom", zoomAddress, outcome, quiet ? "timed-out" : error, ms));
    end(id("tls:zoom.us:443"), none);
    end(id("tls:zoom.us:443:no-sni"), none);
    end(id("http:zoom.us"), {});
    return *this;
}

EvidenceBuilder& EvidenceBuilder::zoomTls(const char* error, const QString& issuer,
                                          const QStringList& certificateNames)
{
    for (const char* wanted : {"tls:zoom.us:443", "tls:zoom.us:443:no-sni"}) {
        const QJsonObject detail = tls("zoom", zoomAddress, issuer, certificateNames);
        row(id(wanted)).detail = {};
        *error == '\0' ? silent(id(wanted), detail) : fails(id(wanted), error, detail);
    }
    *error == '\0' ? silent(id("http:zoom.us")) : fails(id("http:zoom.us"), error);
    return *this;
}

EvidenceBuilder& EvidenceBuilder::zoomUdp(const char* error)
{
    for (const char* wanted : {"udp:zoom.us:3478", "udp:zoom.us:8801"})
        *error == '\0' ? silent(id(wanted), datagrams("zoom", 3, 0))
                       : fails(id(wanted), error, datagrams("zoom", 1, 0));
    return *this;
}

EvidenceBuilder& EvidenceBuilder::zoomUnresolved(const char* systemError, const char* serverError)
{
    const QJsonObject empty{{id("addresses"), QJsonArray()}};
    *systemError == '\0' ? silent(id("dns:system:zoom.us"), empty)
                         : fails(id("dns:system:zoom.us"), systemError, empty);
    *serverError == '\0' ? silent(id("dns:server:192.0.2.53:zoom.us:A"), empty)
                         : fails(id("dns:server:192.0.2.53:zoom.us:A"), serverError, empty);
    for (const char* wanted : {"tcp:zoom.us:443", "tls:zoom.us:443", "tls:zoom.us:443:no-sni",
                               "http:zoom.us", "udp:zoom.us:3478", "udp:zoom.us:8801"}) {
        const QJsonValue who = row(id(wanted)).detail.value(id("role"));
        row(id(wanted)).detail = {{id("role"), who}};
        is(id(wanted), Outcome::NotRun, "no-address");
    }
    return *this;
}

EvidenceBuilder& EvidenceBuilder::zoomLeadsTo(const QString& address)
{
    const QJsonObject lies{{id("addresses"), QJsonArray{address}}};
    passes(id("dns:system:zoom.us"), lies);
    return passes(id("dns:server:192.0.2.53:zoom.us:A"), lies);
}

EvidenceBuilder& EvidenceBuilder::independentNames(const char* error)
{
    const QJsonObject empty{{id("addresses"), QJsonArray()}};
    for (const char* resolver : {"198.51.100.61", "198.51.100.62"}) {
        const QString wanted =
            QStringLiteral("dns:independent:%1:zoom.us:A").arg(QLatin1String(resolver));
        *error == '\0' ? silent(wanted, empty) : fails(wanted, error, empty);
    }
    return *this;
}

EvidenceBuilder& EvidenceBuilder::controlsTcp(const char* error)
{
    for (const char* wanted :
         {"tcp:www.example.com:443", "tcp:198.51.100.41:443", "tcp:198.51.100.42:443"})
        *error == '\0' ? silent(id(wanted), {{id("addresses"), QJsonArray()}})
                       : fails(id(wanted), error, {{id("addresses"), QJsonArray()}});
    return controlsTls(error);
}

EvidenceBuilder& EvidenceBuilder::controlsTls(const char* error)
{
    *error == '\0' ? silent(id("tls:www.example.com:443"))
                   : fails(id("tls:www.example.com:443"), error);
    return *this;
}

EvidenceBuilder& EvidenceBuilder::nothingDirect()
{
    zoomTcp("").zoomUdp("").controlsTcp("");
    for (int i = 0; i < 4; ++i)
        silent(QStringLiteral("captive:check%1.example").arg(i));
    silent(id("udp:stun.example.com:3478"), datagrams("control", 3, 0));
    silent(id("status:status.example"));
    return is(id("clock:http-date"), Outcome::Unknown, "no-answer");
}

EvidenceBuilder& EvidenceBuilder::status(const char* indicator)
{
    const QLatin1String word(indicator);
    const bool down = word == QLatin1String("major") || word == QLatin1String("critical");
    QJsonArray incidents;
    if (word != QLatin1String("none"))
        incidents.append(QJsonObject{{id("name"), id("Sign-in trouble")},
                                     {id("since"), id("2026-05-04T08:00:00Z")}});
    return is(id("status:status.example"), down ? Outcome::Failed : Outcome::Passed,
              down ? indicator : "", {{id("indicator"), word}, {id("incidents"), incidents}});
}

EvidenceBuilder& EvidenceBuilder::hosts(const QString& name, const QString& address)
{
    const QJsonObject line{{id("number"), 3},
                           {id("text"), QString(address + QLatin1Char(' ') + name)},
                           {id("name"), name},
                           {id("address"), address}};
    QJsonArray lines = row(id("hosts:zoom")).detail.value(id("lines")).toArray();
    lines.append(line);
    fails(id("hosts:zoom"), "pinned", {{id("lines"), lines}});
    if (name == zoom)
        passes(id("dns:system:zoom.us"), {{id("addresses"), QJsonArray{address}}});
    return *this;
}

EvidenceBuilder& EvidenceBuilder::proxy(const QString& address, const char* error,
                                        QJsonObject detail)
{
    const QString wanted = QStringLiteral("proxy:") + address;
    is(id("proxy:config"), Outcome::Passed, "");
    const QJsonObject usual{{id("effective"), true},
                            {id("bypassesZoom"), false},
                            {id("places"), QJsonArray{id("GNOME network settings")}}};
    is(wanted, Outcome::Passed, "", usual);
    const QLatin1String word(error);
    if (word == QLatin1String("timed-out"))
        return silent(wanted, std::move(detail));
    return word.isEmpty() ? passes(wanted, std::move(detail))
                          : fails(wanted, error, std::move(detail));
}

EvidenceBuilder& EvidenceBuilder::cancelled()
{
    m_evidence.cancelled = true;
    return *this;
}

QString causes(const Diagnosis& diagnosis)
{
    QStringList list{token(diagnosis.verdict.cause)};
    for (const Finding& finding : diagnosis.otherCauses)
        list.append(token(finding.cause));
    return list.join(QStringLiteral(" + "));
}

QString notes(const Diagnosis& diagnosis)
{
    QStringList list;
    for (const Finding& finding : diagnosis.notes)
        if (finding.cause != Cause::ClientMissing)
            list.append(token(finding.cause));
    return list.join(QStringLiteral(" + "));
}

} // namespace reconnect::test
