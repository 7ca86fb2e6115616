#include "core/endpoints.h"
#include "core/json/json_lines.h"
#include "core/net/host_name.h"
#include "tests/catch.h"

#include <QFile>

using namespace reconnect;

namespace {

// The smallest file that is accepted, with one item a line.
const QByteArray small = R"({
  "zoom": {
    "hosts": ["zoom.us"],
    "domains": ["zoom.us"],
    "tcp": [],
    "udp": [{"host": "zoom.us", "ports": [3478], "answers": true}]
  },
  "control": {
    "hosts": ["control.test"],
    "tcp": [{"host": "192.0.2.1", "ports": [443, 8443]}],
    "udp": []
  },
  "independent_resolvers": ["192.0.2.53"],
  "portal_checks": [{"url": "http://portal.test/", "status": 204, "body": ""}],
  "status_pages": ["https://status.test/summary.json"],
  "client": {"minimum": {"linux": "6.0.2"}, "as_of": "2026-01-31"}
}
)";

QByteArray with(const char* from, const QByteArray& to)
{
    QByteArray json = small;
    REQUIRE(json.contains(from));
    return json.replace(from, to);
}

QString problemOf(const QByteArray& json)
{
    const auto endpoints = parseEndpoints(json);
    REQUIRE_FALSE(endpoints);
    CHECK(endpoints.error().code == ErrorCode::Malformed);
    return endpoints.error().detail;
}

QByteArray repeated(const QByteArray& piece, int times)
{
    return piece.repeated(times);
}

} // namespace

TEST_CASE("endpoints: the file that is built in is accepted and whole")
{
    QFile file(QStringLiteral(TEST_DATA "/../../resources/endpoints.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    const auto endpoints = parseEndpoints(file.readAll());
    if (!endpoints)
        FAIL(endpoints.error().detail.toStdString());
    CHECK(endpoints->zoomHosts.first() == QStringLiteral("zoom.us"));
    CHECK_FALSE(endpoints->zoomTcp.isEmpty());
    CHECK_FALSE(endpoints->zoomUdp.isEmpty());
    CHECK(endpoints->controlHosts.size() >= 3);
    CHECK_FALSE(endpoints->controlUdp.isEmpty());
    CHECK_FALSE(endpoints->portalChecks.isEmpty());
    CHECK_FALSE(endpoints->statusPages.isEmpty());
    CHECK_FALSE(endpoints->independentResolvers.isEmpty());
}

TEST_CASE("endpoints: every field is read")
{
    const auto endpoints = parseEndpoints(small);
    REQUIRE(endpoints);
    CHECK(endpoints->zoomDomains == QStringList{QStringLiteral("zoom.us")});
    REQUIRE(endpoints->zoomUdp.size() == 1);
    CHECK(endpoints->zoomUdp[0].answers);
    CHECK(endpoints->zoomUdp[0].ports == QList<quint16>{3478});
    REQUIRE(endpoints->controlTcp.size() == 1);
    CHECK_FALSE(endpoints->controlTcp[0].answers);
    CHECK(endpoints->controlTcp[0].host == QStringLiteral("192.0.2.1"));
    CHECK(endpoints->controlTcp[0].ports == QList<quint16>{443, 8443});
    CHECK(endpoints->independentResolvers.first() == QHostAddress(QStringLiteral("192.0.2.53")));
    CHECK(endpoints->portalChecks[0].status == 204);
    CHECK(endpoints->statusPages[0].host() == QStringLiteral("status.test"));
    CHECK(endpoints->minimumClient.value(QStringLiteral("linux")) == QStringLiteral("6.0.2"));
    CHECK(endpoints->minimumClientAsOf == QStringLiteral("2026-01-31"));
}

TEST_CASE("endpoints: names are lower case, addresses are in their usual form")
{
    const auto upper = parseEndpoints(with("\"hosts\": [\"zoom.us\"]", "\"hosts\": [\"ZOOM.us\"]"));
    REQUIRE(upper);
    CHECK(upper->zoomHosts.first() == QStringLiteral("zoom.us"));
    const auto six = parseEndpoints(with("192.0.2.1\"", "2001:DB8:0::1\""));
    REQUIRE(six);
    CHECK(six->controlTcp[0].host == QStringLiteral("2001:db8::1"));
}

TEST_CASE("endpoints: what is wrong is named with its line")
{
    struct Case {
        const char* from;
        const char* to;
        const char* problem;
    };
    const auto wrong = GENERATE(values<Case>({
        {"[443, 8443]", "[443, 0]",
         "line 10: control.tcp[0].ports[1]: a port is a number from 1 to 65535"},
        {"[443, 8443]", "[443, 65536]", "line 10: control.tcp[0].ports[1]: a port"},
        {"[443, 8443]", "[443, 1.5]", "line 10: control.tcp[0].ports[1]: a port"},
        {"[443, 8443]", "[443, -1e300]", "line 10: control.tcp[0].ports[1]: a port"},
        {"[443, 8443]", "[443, \"8443\"]", "line 10: control.tcp[0].ports[1]: a port"},
        {"[443, 8443]", "[\n443,\n\n443]",
         "line 13: control.tcp[0].ports[1]: this is already asked"},
        {"[443, 8443]", "[]", "line 10: control.tcp[0].ports: at least one"},
        {"[443, 8443]", "443", "line 10: control.tcp[0].ports: a list is needed"},
        {"{\"host\": \"192.0.2.1\", \"ports\": [443, 8443]}", "7",
         "line 10: control.tcp[0]: an object is needed"},
        {"\"192.0.2.1\"", "\"127.1\"", "line 10: control.tcp[0].host: not a host name or address"},
        {"\"192.0.2.1\"", "\"fe80::1%eth0\"", "line 10: control.tcp[0].host: not a host name"},
        {"\"192.0.2.1\"", "null", "line 10: control.tcp[0].host: a text is needed"},
        {"\"192.0.2.1\"", "\"control.test\"", "line 10: control.tcp[0].ports[0]: this is already"},
        {"\"answers\": true", "\"answers\": 1", "line 6: zoom.udp[0].answers: true or false"},
        {"\"answers\"", "\"answer\"", "line 6: zoom.udp[0].answer: nothing of this name"},
        {"\"tcp\": [],", "", "line 2: zoom: \"tcp\" is missing"},
        {"\"hosts\": [\"zoom.us\"]", "\"hosts\": []", "line 3: zoom.hosts: at least one"},
        {"\"domains\": [\"zoom.us\"]", "\"domains\": []", "line 4: zoom.domains: at least one"},
        {"\"hosts\": [\"zoom.us\"]", "\"hosts\": [\"zoom.us\",\n\n\"a b\"]",
         "line 5: zoom.hosts[1]: not a host name"},
        {"\"hosts\": [\"zoom.us\"]", "\"hosts\": [\"zoom\\u0000.us\"]",
         "line 3: zoom.hosts[0]: not"},
        {"\"hosts\": [\"zoom.us\"]", "\"hosts\": [\"192.0.2.9\"]", "line 3: zoom.hosts[0]: not"},
        {"\"hosts\": [\"control.test\"]", "\"hosts\": [\"zoom.us\"]",
         "line 9: control.hosts[0]: this is already asked"},
        {"\"192.0.2.53\"", "\"dns.test\"", "line 13: independent_resolvers[0]: an address"},
        {"\"192.0.2.53\"", "\"224.0.0.1\"", "line 13: independent_resolvers[0]: an address"},
        {"\"192.0.2.53\"", "\"192.0.2.53\", \"192.0.2.53\"",
         "line 13: independent_resolvers[1]: this is already asked"},
        {"http://portal.test/", "https://portal.test/",
         "line 14: portal_checks[0].url: an address that begins with http://"},
        {"204", "99", "line 14: portal_checks[0].status: a status is"},
        {"\"body\": \"\"", "\"body\": {}", "line 14: portal_checks[0].body: a text"},
        {"https://status.test", "http://status.test", "line 15: status_pages[0]: an address"},
        {"https://status.test", "https://me:secret@status.test", "line 15: status_pages[0]: an"},
        {"https://status.test", "https://", "line 15: status_pages[0]: an address"},
        {"https://status.test", "https://status.test:0", "line 15: status_pages[0]: an address"},
        {"https://status.test", "https://st atus.test", "line 15: status_pages[0]: an address"},
        {"6.0.2", "six", "line 16: client.minimum.linux: a version"},
        {"2026-01-31", "2026-02-31", "line 16: client.as_of: a date"},
        {"2026-01-31", "31.1.2026", "line 16: client.as_of: a date"},
        {"\"client\":", "\"client\": {}, \"extra\":", "line 16: extra: nothing of this name"},
        {"\"domains\": [\"zoom.us\"]", "\"hosts\": [\"zoom.us\"]",
         "line 4: zoom.hosts: this stands"},
        {"\"domains\": [\"zoom.us\"]", "\"\\u0068osts\": []", "line 4: zoom.hosts: this stands"},
        {"\"domains\": [\"zoom.us\"]", "\"domains\": [\"zoom.us\"", "line 5: "},
        {"\"udp\": []", "\"udp\": [},", "line 11: "},
    }));
    const QString problem = problemOf(with(wrong.from, wrong.to));
    CAPTURE(wrong.to, problem);
    CHECK(problem.startsWith(QLatin1String(wrong.problem)));
}

TEST_CASE("endpoints: lists, texts and the file have bounds")
{
    const QByteArray ports = "[443" + repeated(",1", 64) + "]";
    CHECK(problemOf(with("[443, 8443]", ports)).endsWith(QStringLiteral("at most 64 are allowed")));
    const QByteArray body = "\"body\": \"" + repeated("x", 1025) + '"';
    CHECK(problemOf(with("\"body\": \"\"", body)).contains(QStringLiteral("1024 bytes")));
    const QByteArray url = "https://status.test/" + repeated("x", 2048);
    CHECK(problemOf(with("https://status.test/summary.json", url))
              .contains(QStringLiteral("status_pages[0]")));
    const auto huge = parseEndpoints(small + repeated(" ", 256 * 1024));
    REQUIRE_FALSE(huge);
    CHECK(huge.error().code == ErrorCode::TooLarge);
}

TEST_CASE("endpoints: no file at all, or one that is no object, is named as that")
{
    CHECK(problemOf({}).startsWith(QStringLiteral("line 1: ")));
    CHECK(problemOf("[]").startsWith(QStringLiteral("line 1: an object")));
    CHECK(problemOf("\n\n{]").startsWith(QStringLiteral("line 3: ")));
    CHECK(problemOf(repeated("[", 5000)).startsWith(QStringLiteral("line 1: ")));
}

TEST_CASE("endpoints: a key that is long or can't be shown does not spoil the message")
{
    const QByteArray key = "\"client\": {}, \"\\u001b" + repeated("k", 500) + "\":";
    const QString problem = problemOf(with("\"client\":", key));
    CHECK(problem.size() < 120);
    CHECK_FALSE(problem.contains(QChar(0x1b)));
}

TEST_CASE("json lines: deep and wide texts are only noted as far as a path can matter")
{
    const QByteArray deep = repeated("[\n", 500) + repeated("]", 500);
    const JsonLines lines(deep);
    CHECK(lines.lineOf(QStringLiteral("[0][0]")) == 3);
    CHECK(lines.lineOf(QStringLiteral("[0][0][0][0][0][0][0][0]")) == 1);
    const JsonLines wide("[" + repeated("1,\n", 1000) + "{\"a\": [1], \"a\": 2}]");
    CHECK(wide.lineOf(QStringLiteral("[60]")) == 61);
    CHECK(wide.lineOf(QStringLiteral("[900]")) == 1);
    CHECK(wide.duplicate().isEmpty());
    const JsonLines quoted(R"({"a": "}]{\"", "b": true})"
                           "\n");
    CHECK(quoted.duplicate().isEmpty());
}

TEST_CASE("host names: what DNS can't be asked for is none")
{
    const auto good = GENERATE(values<const char*>(
        {"zoom.us", "a", "us02web.ZOOM.us", "_dmarc.zoom.us", "xn--bcher-kva.example", "1.1.1.a"}));
    CHECK(isHostName(QLatin1String(good)));
    const auto bad =
        GENERATE(values<const char*>({"", ".", "zoom..us", "zoom.us.", "-a.us", "a-.us", "a b",
                                      "1.2.3.4", "1.2.3", "::1", "b\xfc.us"}));
    CHECK_FALSE(isHostName(QLatin1String(bad)));
    CHECK(isHostName(QString(63, u'a') + QStringLiteral(".us")));
    CHECK_FALSE(isHostName(QString(64, u'a') + QStringLiteral(".us")));
    const QString longest = QString(QString(49, u'a') + u'.').repeated(5);
    CHECK(isHostName(longest + QStringLiteral("com")));
    CHECK_FALSE(isHostName(longest + QStringLiteral("comm")));
}

TEST_CASE("host names: a name that only ends alike is not within the domain")
{
    const QString domain = QStringLiteral("zoom.us");
    CHECK(isWithinDomain(QStringLiteral("Zoom.US"), domain));
    CHECK(isWithinDomain(QStringLiteral("us02web.zoom.us"), domain));
    CHECK_FALSE(isWithinDomain(QStringLiteral("notzoom.us"), domain));
    CHECK_FALSE(isWithinDomain(QStringLiteral("zoom.us.evil.test"), domain));
    CHECK_FALSE(isWithinDomain(QStringLiteral("us"), domain));
    CHECK_FALSE(isWithinDomain(QStringLiteral("zoom.us"), QString()));
}
