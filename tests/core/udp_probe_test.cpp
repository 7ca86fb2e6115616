#include "core/probe/udp_probe.h"
#include "tests/catch.h"
#include "tests/fakes/fake_datagram_sender.h"
#include "tests/support/scripted_resolver.h"
#include "tests/support/servers.h"
#include "tests/support/udp_server.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

const QHostAddress loopback(QHostAddress::LocalHost);

struct Bench {
    ScriptedResolver resolver;
    FakeDatagramSender sender;

    Bench() { resolver.known[text("zoom.test")] = {loopback}; }

    Observation ask(quint16 port, int timeoutMs = 3000, bool answers = true)
    {
        UdpProbe probe({text("zoom.test"), port, Role::Zoom, answers},
                       std::make_shared<Names>(resolver), sender);
        const auto observations = observe(probe, timeoutMs);
        REQUIRE(observations.size() == 1);
        CHECK(observations[0].id == QStringLiteral("udp:zoom.test:%1").arg(port));
        CHECK(observations[0].layer == Layer::Udp);
        return observations[0];
    }
};

// A success; over IPv4 the mapped address is masked by the cookie alone, so one fits all requests.
QList<QByteArray> stunAnswer(const QByteArray& request)
{
    return {QByteArray::fromHex("0101000c2112a442") + request.mid(8, 12) +
            QByteArray::fromHex("002000080001a147e112a643")};
}

} // namespace

TEST_CASE("udp: a server that answers passes, with the counts and the round trip")
{
    UdpServer server(stunAnswer);
    Bench bench;
    const Observation seen = bench.ask(server.port());
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.error.isEmpty());
    CHECK(seen.target == QStringLiteral("zoom.test:%1").arg(server.port()));
    CHECK(seen.detail[text("role")].toString() == text("zoom"));
    CHECK(seen.detail[text("answers")].toBool());
    CHECK(seen.detail[text("address")].toString() == text("127.0.0.1"));
    CHECK(seen.detail[text("sent")].toInt() == 1);
    CHECK(seen.detail[text("received")].toInt() == 1);
    CHECK(seen.detail[text("rttMs")].toInt(-1) >= 0);
}

TEST_CASE("udp: one lost packet is no fault")
{
    int requests = 0;
    UdpServer server([&](const QByteArray& request) {
        return ++requests == 1 ? QList<QByteArray>{} : stunAnswer(request);
    });
    Bench bench;
    const Observation seen = bench.ask(server.port());
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.detail[text("sent")].toInt() == 2);
}

TEST_CASE("udp: silence is timed out after four sends, and no refusal")
{
    UdpServer server;
    Bench bench;
    const Observation seen = bench.ask(server.port(), 2300);
    CHECK(seen.outcome == Outcome::TimedOut);
    CHECK(seen.error == text("timed-out"));
    CHECK(seen.detail[text("sent")].toInt() == 4);
    CHECK(seen.detail[text("received")].toInt() == 0);
    CHECK_FALSE(seen.detail.contains(text("rttMs")));
}

TEST_CASE("udp: where silence proves nothing it is not waited out")
{
    UdpServer server;
    Bench bench;
    const Observation seen = bench.ask(server.port(), 4000, false);
    CHECK(seen.outcome == Outcome::TimedOut);
    CHECK(seen.durationMs < 1900);
    CHECK_FALSE(seen.detail[text("answers")].toBool(true));
}

TEST_CASE("udp: a closed port is refused at once")
{
    Bench bench;
    const Observation seen = bench.ask(deadUdpPort());
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.error == text("refused"));
    CHECK(seen.durationMs < 500);
}

TEST_CASE("udp: a local refusal is told from silence")
{
    struct Case {
        SendStatus status;
        const char* error;
    };
    const auto given = GENERATE(values<Case>({
        {SendStatus::NotPermitted, "not-permitted"},
        {SendStatus::Unreachable, "unreachable"},
        {SendStatus::Refused, "refused"},
        {SendStatus::Failed, "failed"},
    }));
    UdpServer server(stunAnswer);
    Bench bench;
    bench.sender.script = {given.status};
    bench.sender.always = true;
    const Observation seen = bench.ask(server.port(), 700);
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.error == text(given.error));
    CHECK(seen.detail[text("sent")].toInt() == 0);
}

TEST_CASE("udp: garbage is malformed, unless a true answer follows")
{
    UdpServer garbage([](const QByteArray&) { return QList<QByteArray>{"HTTP/1.0 400"}; });
    Bench bench;
    const Observation seen = bench.ask(garbage.port(), 300);
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.error == text("malformed"));
    CHECK(seen.detail[text("received")].toInt() == 1);
    UdpServer late(
        [](const QByteArray& request) { return QList<QByteArray>{"x"} + stunAnswer(request); });
    CHECK(bench.ask(late.port()).outcome == Outcome::Passed);
    UdpServer echo([](const QByteArray& request) { return QList<QByteArray>{request}; });
    CHECK(bench.ask(echo.port(), 300).outcome == Outcome::TimedOut);
}

TEST_CASE("udp: of two addresses one that answers is enough, and the telling one is shown else")
{
    UdpServer server(stunAnswer);
    Bench bench;
    bench.resolver.known[text("zoom.test")] = {QHostAddress(text("127.0.0.3")), loopback};
    CHECK(bench.ask(server.port()).outcome == Outcome::Passed);
    UdpServer silent({}, QHostAddress(text("127.0.0.3")));
    const Observation seen = bench.ask(silent.port(), 300);
    CHECK(seen.error == text("refused"));
    CHECK(seen.detail[text("address")].toString() == text("127.0.0.1"));
}

TEST_CASE("udp: a name without address is not run, whether denied or not known in time")
{
    Bench bench;
    bench.resolver.known.clear();
    const Observation denied = bench.ask(3478);
    CHECK(denied.outcome == Outcome::NotRun);
    CHECK(denied.error == text("no-address"));
    bench.resolver.silent = {text("zoom.test")};
    const Observation slow = bench.ask(3478, 200);
    CHECK(slow.outcome == Outcome::NotRun);
    CHECK(slow.error == text("no-address"));
}

TEST_CASE("udp: an IPv6 literal is bracketed for people and plain in the id")
{
    Bench bench;
    UdpProbe probe({text("2001:db8::1"), 3478, Role::Control, true},
                   std::make_shared<Names>(bench.resolver), bench.sender);
    CHECK(probe.blank().id == text("udp:2001:db8::1:3478"));
    CHECK(probe.blank().target == text("[2001:db8::1]:3478"));
}
