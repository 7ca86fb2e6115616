#include "core/probe/captive_probe.h"
#include "core/probe/clock_probe.h"
#include "core/probe/http_probe.h"
#include "core/probe/status_probe.h"
#include "tests/catch.h"
#include "tests/support/scripted_resolver.h"
#include "tests/support/servers.h"

#include <QJsonArray>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

class FixedClock : public Clock {
public:
    QDateTime time = QDateTime(QDate(2026, 1, 5), QTime(12, 0), Qt::UTC);
    QDateTime now() const override { return time; }
};

struct World {
    ScriptedResolver resolver;
    std::shared_ptr<Names> names = std::make_shared<Names>(resolver);
    FixedClock clock;
    std::shared_ptr<WorkingProxy> proxy = std::make_shared<WorkingProxy>();

    World()
    {
        for (const char* name : {"zoom.test", "a.test", "b.test", "c.test"})
            resolver.known[text(name)] = {QHostAddress(QHostAddress::LocalHost)};
    }
    PortalCheck check(const char* host, quint16 port, int status = 200,
                      const QByteArray& body = "ok") const
    {
        return {QUrl(text("http://%1:%2/x?id=secret").arg(text(host)).arg(port)), status, body};
    }
    std::shared_ptr<PortalFetches> fetches(const QList<PortalCheck>& checks)
    {
        return std::make_shared<PortalFetches>(checks, names, clock);
    }
    Observation captive(const PortalCheck& asked, int timeoutMs = 3000)
    {
        CaptiveProbe probe(fetches({asked}), 0);
        const auto seen = observe(probe, timeoutMs);
        REQUIRE(seen.size() == 1);
        return seen[0];
    }
    Observation clockOf(const QList<PortalCheck>& checks, int timeoutMs = 3000)
    {
        ClockProbe probe(fetches(checks));
        const auto seen = observe(probe, timeoutMs);
        REQUIRE(seen.size() == 1);
        return seen[0];
    }
    Observation http(quint16 port, int timeoutMs = 3000)
    {
        HttpProbe probe(text("zoom.test"), {text("zoom.test")}, names, trustingTestRoot(), port);
        const auto seen = observe(probe, timeoutMs);
        REQUIRE(seen.size() == 1);
        return seen[0];
    }
    QList<Observation> status(quint16 port, int timeoutMs = 3000)
    {
        StatusProbe probe(QUrl(text("https://zoom.test:%1/api").arg(port)), names, proxy,
                          trustingTestRoot());
        return observe(probe, timeoutMs);
    }
};

QByteArray answer(const QByteArray& status, const QByteArray& headers, const QByteArray& body)
{
    return "HTTP/1.1 " + status + "\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray dated(const QByteArray& date, const QByteArray& more = {})
{
    return answer("200 OK", "Date: " + date + "\r\n" + more, "ok");
}

} // namespace

TEST_CASE("http probe: Zoom's own page passes, also where it leads within Zoom")
{
    World world;
    TlsServer plain("good", answering(answer("200 OK", "Server: nginx\r\n", "x")));
    const Observation seen = world.http(plain.port());
    CHECK(seen.id == text("http:zoom.test"));
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.detail[text("status")].toInt() == 200);
    CHECK(seen.detail[text("server")].toString() == text("nginx"));
    CHECK(seen.detail[text("role")].toString() == text("zoom"));
    TlsServer moved("good", afterRequest([](QTcpSocket* socket, const QByteArray& head) {
                        socket->write(head.startsWith("GET / ")
                                          ? answer("301 Moved", "Location: /en?user=x\r\n", "")
                                          : answer("404 Not Found", "", ""));
                    }));
    const Observation there = world.http(moved.port());
    CHECK(there.outcome == Outcome::Passed);
    CHECK(there.detail[text("finalUrl")].toString().endsWith(text("/en")));
}

TEST_CASE("http probe: not every answer is Zoom's")
{
    struct Case {
        QByteArray status;
        QByteArray headers;
        const char* error;
    };
    const auto given = GENERATE(
        Case{"302 Found", "Location: https://login.isp.test/?mac=00\r\n", "redirected-away"},
        Case{"302 Found", "Location: https://evilzoom.test/\r\n", "redirected-away"},
        Case{"403 Forbidden", "", "refused-by-page"}, Case{"451 Legal", "", "refused-by-page"},
        Case{"511 Login", "", "refused-by-page"}, Case{"503 Busy", "", "server-error"},
        Case{"302 Found", "Location: /\r\n", "redirect-loop"});
    INFO(given.status.toStdString());
    World world;
    TlsServer server("good", answering(answer(given.status, given.headers, "")));
    const Observation seen = world.http(server.port());
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.error == text(given.error));
    CHECK_FALSE(seen.detail[text("finalUrl")].toString().contains(text("mac=")));
}

TEST_CASE("http probe: another of Zoom's hosts that has no address yet is not this host's fault")
{
    World world;
    TlsServer server(
        "good",
        answering(answer("301 Moved", "Location: https://www.zoom.test/en?user=x\r\n", "")));
    const Observation seen = world.http(server.port());
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.detail[text("finalUrl")].toString() == text("https://www.zoom.test/en"));
}

TEST_CASE("http probe: a refusal that is Zoom's own is an answer of Zoom's")
{
    World world;
    const QByteArray mark = GENERATE("x-zm-trackingid: v=2\r\n", "cf-mitigated: challenge\r\n");
    TlsServer server("good", answering(answer("403 Forbidden", mark, "")));
    CHECK(world.http(server.port()).outcome == Outcome::Passed);
}

TEST_CASE("http probe: silence, no address and bad certificates keep their names")
{
    World world;
    LoopbackServer silent;
    CHECK(world.http(silent.port(), 200).outcome == Outcome::TimedOut);
    TlsServer expired("expired");
    CHECK(world.http(expired.port()).error == text("expired"));
    World empty;
    empty.resolver.known.clear();
    const Observation missing = empty.http(443);
    CHECK(missing.outcome == Outcome::NotRun);
    CHECK(missing.error == text("no-address"));
}

TEST_CASE("captive: the check's own answer passes")
{
    World world;
    LoopbackServer server(answering(answer("200 OK", "", "ok and more")));
    const Observation seen = world.captive(world.check("a.test", server.port()));
    CHECK(seen.id == text("captive:a.test"));
    CHECK(seen.outcome == Outcome::Passed);
    LoopbackServer empty(answering("HTTP/1.1 204 No Content\r\n\r\n"));
    CHECK(world.captive(world.check("a.test", empty.port(), 204, "")).outcome == Outcome::Passed);
}

TEST_CASE("captive: a sign-in page in its place is a portal, by redirect, status or body")
{
    World world;
    const QByteArray given = GENERATE(
        answer("302 Found", "Location: http://login.test/?mac=00:11\r\n", ""),
        answer("200 OK", "", "<html>  Please\n sign in</html>"),
        answer("511 Network Authentication Required", "", ""), answer("403 Forbidden", "", ""));
    LoopbackServer server(answering(given));
    const Observation seen = world.captive(world.check("a.test", server.port()));
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.error == text("portal"));
    CHECK_FALSE(seen.detail[text("location")].toString().contains(text("mac")));
    if (given.contains("302"))
        CHECK(seen.detail[text("location")].toString() == text("http://login.test/"));
    if (given.contains("sign in"))
        CHECK(seen.detail[text("bodyStart")].toString() == text("<html> Please sign in</html>"));
}

TEST_CASE("captive: a huge page is cut, and is a portal all the same")
{
    World world;
    LoopbackServer server(answering(answer("200 OK", "", QByteArray(1 << 20, 'x'))));
    const Observation seen = world.captive(world.check("a.test", server.port()));
    CHECK(seen.error == text("portal"));
    CHECK(seen.detail[text("bodyStart")].toString().size() == 200);
}

TEST_CASE("captive: what shows no page blames no portal")
{
    World world;
    LoopbackServer broken(answering(answer("503 Busy", "", "")));
    CHECK(world.captive(world.check("a.test", broken.port())).outcome == Outcome::Unknown);
    CHECK(world.captive(world.check("a.test", deadPort())).outcome == Outcome::Unknown);
    CHECK(world.captive(world.check("a.test", deadPort())).error == text("refused"));
    LoopbackServer silent;
    CHECK(world.captive(world.check("a.test", silent.port()), 200).outcome == Outcome::TimedOut);
    CHECK(world.captive(world.check("unknown.test", 80)).outcome == Outcome::NotRun);
}

TEST_CASE("captive: one fetch serves the captive and the clock probe")
{
    World world;
    LoopbackServer server(answering(dated("Mon, 05 Jan 2026 12:00:00 GMT")));
    const auto fetches = world.fetches({world.check("a.test", server.port())});
    CaptiveProbe captive(fetches, 0);
    ClockProbe clock(fetches);
    CHECK(observe(captive)[0].outcome == Outcome::Passed);
    CHECK(observe(clock)[0].outcome == Outcome::Passed);
    CHECK(server.connections == 1);
}

TEST_CASE("clock: a right clock passes, a wrong one is off by what most hosts say")
{
    World world;
    LoopbackServer one(answering(dated("Mon, 05 Jan 2026 12:00:00 GMT")));
    LoopbackServer two(answering(dated("Mon, 05 Jan 2026 12:00:10 GMT")));
    LoopbackServer liar(answering(dated("Fri, 05 Jan 2024 12:00:10 GMT")));
    const QList<PortalCheck> checks{world.check("a.test", one.port()),
                                    world.check("b.test", two.port()),
                                    world.check("c.test", liar.port())};
    const Observation right = world.clockOf(checks);
    CHECK(right.outcome == Outcome::Passed);
    CHECK(right.detail[text("agreeing")].toInt() == 2);
    CHECK(right.detail[text("samples")].toArray().size() == 3);
    world.clock.time = world.clock.time.addDays(400);
    const Observation wrong = world.clockOf(checks);
    CHECK(wrong.outcome == Outcome::Failed);
    CHECK(wrong.error == text("wrong"));
    CHECK(wrong.detail[text("offsetSeconds")].toInt() / 86400 == 399);
}

TEST_CASE("clock: only genuine answers with a valid date count, and one alone says it is weak")
{
    World world;
    world.clock.time = world.clock.time.addSecs(-3600);
    LoopbackServer portal(
        answering(answer("200 OK", "Date: Mon, 05 Jan 2026 11:00:00 GMT\r\n", "sign in")));
    LoopbackServer undated(answering(answer("200 OK", "Date: soon\r\n", "ok")));
    const Observation nothing = world.clockOf(
        {world.check("a.test", portal.port()), world.check("b.test", undated.port())});
    CHECK(nothing.outcome == Outcome::Unknown);
    CHECK(nothing.error == text("no-answer"));
    CHECK(world.clockOf({}).error == text("no-answer"));
    LoopbackServer one(answering(dated("Mon, 05 Jan 2026 12:00:00 GMT")));
    const Observation weak = world.clockOf({world.check("a.test", one.port())});
    CHECK(weak.error == text("wrong"));
    CHECK(weak.detail[text("offsetSeconds")].toInt() == -3600);
    CHECK(weak.detail[text("agreeing")].toInt() == 1);
}

TEST_CASE("clock: an answer out of a cache is as old as it says")
{
    World world;
    LoopbackServer cache(answering(dated("Mon, 05 Jan 2026 11:00:00 GMT", "Age: 3600\r\n")));
    CHECK(world.clockOf({world.check("a.test", cache.port())}).outcome == Outcome::Passed);
    LoopbackServer absurd(
        answering(dated("Mon, 05 Jan 2026 12:00:00 GMT", "Age: 99999999999999999999\r\n")));
    CHECK(world.clockOf({world.check("a.test", absurd.port())}).outcome == Outcome::Passed);
}

TEST_CASE("clock: a silent host does not hold up those that agree")
{
    World world;
    LoopbackServer one(answering(dated("Mon, 05 Jan 2026 12:00:00 GMT")));
    LoopbackServer silent;
    const Observation seen =
        world.clockOf({world.check("a.test", one.port()), world.check("b.test", one.port()),
                       world.check("c.test", silent.port())});
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.durationMs < 1500);
    const Observation late = world.clockOf(
        {world.check("a.test", one.port()), world.check("b.test", silent.port())}, 200);
    CHECK(late.outcome == Outcome::Passed);
    CHECK(late.detail[text("agreeing")].toInt() == 1);
}

TEST_CASE("clock: where as many say one thing as another, this computer's clock is a witness")
{
    const auto at = [](qint64 offset) { return ClockSample{text("x"), offset}; };
    CHECK_FALSE(agreeOn({}));
    CHECK(agreeOn({at(9000), at(-20)})->offsetSeconds == -20);
    CHECK(agreeOn({at(9000), at(-20), at(9030)})->offsetSeconds == 9000);
    CHECK(agreeOn({at(1), at(2), at(3)})->offsetSeconds == 2);
}

namespace {

QByteArray statusAnswer(const QByteArray& indicator)
{
    return answer("200 OK", "",
                  R"({"status": {"indicator": ")" + indicator +
                      R"("}, "incidents": [{"name": "Slow", "status": "open"}],)"
                      R"("components": [{"name": "Meetings", "status": "partial_outage"}],)"
                      R"("scheduled_maintenances": [{"name": "W", "status": "in_progress"}]})");
}

} // namespace

TEST_CASE("status: a minor incident passes, a major one fails")
{
    World world;
    TlsServer minor("good", answering(statusAnswer("minor")));
    const auto fine = world.status(minor.port());
    REQUIRE(fine.size() == 1);
    CHECK(fine[0].id == text("status:zoom.test"));
    CHECK(fine[0].outcome == Outcome::Passed);
    CHECK(fine[0].detail[text("indicator")].toString() == text("minor"));
    CHECK(fine[0].detail[text("incidents")].toArray().size() == 1);
    CHECK(fine[0].detail[text("components")].toArray().size() == 1);
    CHECK(fine[0].detail[text("maintenance")].toArray().size() == 1);
    TlsServer major("good", answering(statusAnswer("critical")));
    const auto bad = world.status(major.port());
    REQUIRE(bad.size() == 1);
    CHECK(bad[0].outcome == Outcome::Failed);
    CHECK(bad[0].error == text("critical"));
}

TEST_CASE("status: a hostile or broken page decides nothing, in time")
{
    struct Case {
        QByteArray bytes;
        const char* error;
    };
    const auto given =
        GENERATE(Case{answer("200 OK", "", "<html>"), "not-json"},
                 Case{answer("200 OK", "", "{}"), "wrong-shape"},
                 Case{answer("404 Not Found", "", "{}"), "http-status"},
                 Case{answer("302 Found", "Location: /api\r\n", ""), "redirect-loop"},
                 Case{"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", "too-large"},
                 Case{"\x01\x02\x03", "not-http"});
    INFO(given.error);
    World world;
    world.proxy->noneLeft();
    TlsServer server("good", answering(given.bytes));
    const auto seen = world.status(server.port());
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].outcome == Outcome::Unknown);
    CHECK(seen[0].error == text(given.error));
    CHECK(seen[0].durationMs < 2000);
}

TEST_CASE("status: without an address or an answer nothing is known")
{
    World world;
    LoopbackServer silent;
    const auto late = world.status(silent.port(), 300);
    REQUIRE(late.size() == 1);
    CHECK(late[0].outcome == Outcome::TimedOut);
    world.resolver.known.clear();
    World empty;
    empty.resolver.known.clear();
    empty.proxy->noneLeft();
    const auto missing = empty.status(443);
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].outcome == Outcome::NotRun);
}

namespace {

// Answers CONNECT, then is the TLS server itself: its own connection to `port` carries the rest.
LoopbackServer::Serve tunnelTo(quint16 port)
{
    return [port](QTcpSocket* client) {
        auto* server = new QTcpSocket(client);
        QObject::connect(client, &QTcpSocket::readyRead, client, [=] {
            if (server->state() == QAbstractSocket::ConnectedState)
                server->write(client->readAll());
            else if (client->readAll().contains("\r\n\r\n"))
                server->connectToHost(QHostAddress::LocalHost, port);
        });
        QObject::connect(server, &QTcpSocket::connected, client,
                         [client] { client->write("HTTP/1.1 200 OK\r\n\r\n"); });
        QObject::connect(server, &QTcpSocket::readyRead, client,
                         [=] { client->write(server->readAll()); });
    };
}

} // namespace

TEST_CASE("status: where only a proxy leads out, the page is asked through it")
{
    TlsServer page("good", answering(statusAnswer("none")));
    LoopbackServer proxy(tunnelTo(page.port()));
    World world;
    QTimer::singleShot(100, world.proxy.get(), [&] {
        world.proxy->found(text("127.0.0.1"), proxy.port());
        world.proxy->found(text("second.test"), 1);
        world.proxy->noneLeft();
    });
    const auto seen = world.status(deadPort());
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].id == text("status:zoom.test"));
    CHECK(seen[0].error == text("refused"));
    CHECK(seen[1].id == text("status:zoom.test:via-proxy"));
    CHECK(seen[1].outcome == Outcome::Passed);
}

TEST_CASE("status: a page that is silent is asked through the proxy before its time is up")
{
    TlsServer page("good", answering(statusAnswer("major")));
    LoopbackServer proxy(tunnelTo(page.port()));
    LoopbackServer silent;
    World world;
    world.proxy->found(text("127.0.0.1"), proxy.port());
    const auto seen = world.status(silent.port(), 2000);
    REQUIRE(seen.size() == 2);
    CHECK(seen[0].outcome == Outcome::TimedOut);
    CHECK(seen[1].outcome == Outcome::Failed);
    CHECK(seen[1].error == text("major"));
}

TEST_CASE("status: a proxy that is silent as well ends with the probe")
{
    LoopbackServer silent;
    World world;
    world.proxy->found(text("127.0.0.1"), silent.port());
    const auto seen = world.status(deadPort(), 300);
    REQUIRE(seen.size() == 2);
    CHECK(seen[1].outcome == Outcome::TimedOut);
    CHECK(seen[1].id.endsWith(text(":via-proxy")));
}

TEST_CASE("status: a page that is late but answers needs no proxy")
{
    TlsServer page("good", afterRequest([](QTcpSocket* socket, const QByteArray&) {
                       QTimer::singleShot(StatusProbe::patienceMs + 200, socket,
                                          [socket] { socket->write(statusAnswer("none")); });
                   }));
    LoopbackServer silent;
    World world;
    world.proxy->found(text("127.0.0.1"), silent.port());
    const auto seen = world.status(page.port());
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].outcome == Outcome::Passed);
}
