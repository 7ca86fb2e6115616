#include "core/net/socket_error.h"
#include "core/net/telling.h"
#include "core/probe/tcp_probe.h"
#include "tests/catch.h"
#include "tests/support/scripted_resolver.h"
#include "tests/support/servers.h"

#include <QJsonArray>

using namespace reconnect;
using namespace reconnect::test;

namespace {

const QHostAddress ipv4a(QStringLiteral("127.0.0.1"));
const QHostAddress ipv4b(QStringLiteral("127.0.0.2"));
const QHostAddress ipv6(QStringLiteral("::1"));

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

Observation tryTcp(const QList<QHostAddress>& addresses, quint16 port, int timeoutMs = 3000)
{
    ScriptedResolver resolver;
    resolver.known[text("zoom.test")] = addresses;
    TcpProbe probe({text("zoom.test"), port, Role::Zoom, true}, std::make_shared<Names>(resolver));
    const auto observations = observe(probe, timeoutMs);
    REQUIRE(observations.size() == 1);
    return observations[0];
}

QString tellingError(const QList<Attempt>& attempts)
{
    const int index = tellingAttempt(attempts);
    return index < 0 ? QString() : attempts[index].error;
}

} // namespace

TEST_CASE("tcp: a server that listens passes, with the address and the way it was found")
{
    LoopbackServer server;
    const Observation seen = tryTcp({ipv4a}, server.port());
    CHECK(seen.id == text("tcp:zoom.test:") + QString::number(server.port()));
    CHECK(seen.layer == Layer::Tcp);
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.error.isEmpty());
    CHECK(seen.detail[text("role")].toString() == text("zoom"));
    CHECK(seen.detail[text("answers")].toBool());
    CHECK(seen.detail[text("source")].toString() == text("system"));
    const QJsonObject address = seen.detail[text("addresses")].toArray().at(0).toObject();
    CHECK(address[text("address")].toString() == text("127.0.0.1"));
    CHECK(address[text("family")].toString() == text("ipv4"));
    CHECK(address[text("outcome")].toString() == text("passed"));
    CHECK(address[text("ms")].isDouble());
}

TEST_CASE("tcp: one dead address of two does not fail a host")
{
    LoopbackServer server({}, ipv4b);
    const Observation seen = tryTcp({ipv4a, ipv4b}, server.port());
    CHECK(seen.outcome == Outcome::Passed);
    const QJsonArray addresses = seen.detail[text("addresses")].toArray();
    CHECK(addresses[0].toObject()[text("error")].toString() == text("refused"));
    CHECK(addresses[1].toObject()[text("outcome")].toString() == text("passed"));
}

TEST_CASE("tcp: a port where nobody listens is refused, at once")
{
    const Observation seen = tryTcp({ipv4a}, deadPort());
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.error == text("refused"));
    CHECK(seen.durationMs < 1000);
}

TEST_CASE("tcp: a name without an address is not run, for that is the resolver's doing")
{
    const Observation seen = tryTcp({}, 443);
    CHECK(seen.outcome == Outcome::NotRun);
    CHECK(seen.error == text("no-address"));
    CHECK_FALSE(seen.detail.contains(text("source")));
}

TEST_CASE("tcp: a literal address needs no resolver")
{
    LoopbackServer server;
    ScriptedResolver resolver;
    TcpProbe probe({text("127.0.0.1"), server.port(), Role::Control, false},
                   std::make_shared<Names>(resolver));
    const auto observations = observe(probe);
    REQUIRE(observations.size() == 1);
    CHECK(observations[0].outcome == Outcome::Passed);
    CHECK(observations[0].detail[text("role")].toString() == text("control"));
    CHECK_FALSE(observations[0].detail[text("answers")].toBool());
    CHECK(resolver.lookups == 0);
}

TEST_CASE("tcp: an address that a configured server gave itself is marked so")
{
    LoopbackServer server;
    ScriptedResolver resolver;
    resolver.silent.append(text("zoom.test"));
    auto names = std::make_shared<Names>(resolver);
    names->learnt(text("zoom.test"), {ipv4a});
    TcpProbe probe({text("zoom.test"), server.port(), Role::Zoom, true}, names);
    const auto observations = observe(probe, 4000);
    REQUIRE(observations.size() == 1);
    CHECK(observations[0].outcome == Outcome::Passed);
    CHECK(observations[0].detail[text("source")].toString() == text("direct"));
}

TEST_CASE("tcp: when time is up before a name is known there is nothing to blame on the host")
{
    ScriptedResolver resolver;
    resolver.silent.append(text("zoom.test"));
    TcpProbe probe({text("zoom.test"), 443, Role::Zoom, true}, std::make_shared<Names>(resolver));
    const auto observations = observe(probe, 50);
    REQUIRE(observations.size() == 1);
    CHECK(observations[0].outcome == Outcome::NotRun);
}

TEST_CASE("tcp: a full queue that swallows every SYN is silence, and ends in time")
{
    // Linux drops a SYN for a listener whose queue of unaccepted connections is full.
    QTcpServer full;
    full.setListenBacklogSize(0);
    REQUIRE(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    QList<std::shared_ptr<QTcpSocket>> fillers;
    for (int i = 0; i < 4; ++i) {
        fillers.append(std::make_shared<QTcpSocket>());
        fillers.last()->connectToHost(QHostAddress::LocalHost, full.serverPort());
    }
    waitFor([] { return false; }, 50);
    const Observation seen = tryTcp({ipv4a}, full.serverPort(), 300);
    CHECK(seen.outcome == Outcome::TimedOut);
    CHECK(seen.error == text("timed-out"));
    CHECK(seen.durationMs < 1000);
    const QJsonObject address = seen.detail[text("addresses")].toArray().at(0).toObject();
    CHECK(address[text("outcome")].toString() == text("timed-out"));
}

TEST_CASE("tcp: what a socket says is named by what it means")
{
    using Socket = QAbstractSocket;
    CHECK(socketErrorToken(Socket::ConnectionRefusedError, false) == text("refused"));
    CHECK(socketErrorToken(Socket::SocketAccessError, false) == text("not-permitted"));
    CHECK(socketErrorToken(Socket::NetworkError, false) == text("unreachable"));
    CHECK(socketErrorToken(Socket::NetworkError, true) == text("failed"));
    CHECK(socketErrorToken(Socket::HostNotFoundError, false) == text("unreachable"));
    CHECK(socketErrorToken(Socket::SocketTimeoutError, false) == text("timed-out"));
    CHECK(socketErrorToken(Socket::RemoteHostClosedError, true) == text("closed"));
    CHECK(socketErrorToken(Socket::SocketResourceError, false) == text("failed"));
}

TEST_CASE("tcp: of several addresses the telling one speaks")
{
    const Attempt refused{ipv4a, text("refused"), false};
    const Attempt silent{ipv4b, text("timed-out"), false};
    const Attempt forbidden{ipv4b, text("not-permitted"), false};
    const Attempt noRoute4{ipv4b, text("unreachable"), false};
    const Attempt noRoute6{ipv6, text("unreachable"), false};
    const Attempt reset{ipv4a, text("reset"), true};
    const Attempt hangs{ipv4a, text("timed-out"), true};
    CHECK(tellingAttempt({}) == -1);
    CHECK(tellingError({silent, refused}) == text("refused"));
    CHECK(tellingError({refused, forbidden}) == text("not-permitted"));
    CHECK(tellingError({silent, noRoute4}) == text("unreachable"));
    CHECK(tellingError({refused, hangs}) == text("timed-out"));
    CHECK(tellingError({hangs, reset}) == text("reset"));
    // Without IPv6, "unreachable" there says nothing about a silent IPv4 address.
    CHECK(tellingError({noRoute6, silent}) == text("timed-out"));
    CHECK(tellingError({noRoute6, noRoute4}) == text("unreachable"));
}

TEST_CASE("tcp: a few addresses of each family are enough")
{
    const QHostAddress third(QStringLiteral("127.0.0.3"));
    CHECK(fewOfEach({ipv4a, ipv4b, third, ipv6}) == QList<QHostAddress>{ipv4a, ipv4b, ipv6});
}
