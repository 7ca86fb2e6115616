#include "core/probe/dns_server_probe.h"
#include "core/probe/dns_system_probe.h"
#include "tests/catch.h"
#include "tests/fakes/fake_datagram_sender.h"
#include "tests/support/dns_server.h"
#include "tests/support/scripted_resolver.h"

#include <QJsonArray>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

DirectQuestion questionFor(quint16 port, DnsType type = DnsType::A)
{
    DirectQuestion question;
    question.server = QHostAddress(QHostAddress::LocalHost);
    question.port = port;
    question.name = text("zoom.us");
    question.type = type;
    return question;
}

// One probe with all it needs.
struct Bench {
    ScriptedResolver resolver;
    std::shared_ptr<Names> names = std::make_shared<Names>(resolver);
    FakeDatagramSender sender;

    Observation ask(const DirectQuestion& question, int timeoutMs = 3000)
    {
        DnsServerProbe probe(question, names, sender);
        const auto observations = observe(probe, timeoutMs);
        REQUIRE(observations.size() == 1);
        CHECK(observations[0].id == probe.blank().id);
        return observations[0];
    }
};

QByteArray address(const char* text)
{
    return dnsRecord(pointerToQuestion, 1, dnsData(text));
}

// Answers the same to everyone.
UdpServer::Serve always(int flags, const QList<QByteArray>& records = {})
{
    return
        [=](const QByteArray& query) { return QList<QByteArray>{dnsReply(query, flags, records)}; };
}

QByteArray fullAnswer(const QByteArray& query)
{
    return dnsFramed(dnsReply(query, dnsAnswer, {address("192.0.2.7"), address("192.0.2.8")}));
}

} // namespace

TEST_CASE("dns: an answer passes, with all the contract promises of it")
{
    DnsServer server(always(dnsAnswer, {address("192.0.2.1")}));
    Bench bench;
    const Observation seen = bench.ask(questionFor(server.port()));
    CHECK(seen.id == text("dns:server:127.0.0.1:zoom.us:A"));
    CHECK(seen.layer == Layer::Dns);
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.error.isEmpty());
    CHECK(seen.detail == QJsonObject{{text("role"), text("zoom")},
                                     {text("server"), text("127.0.0.1")},
                                     {text("name"), text("zoom.us")},
                                     {text("type"), text("A")},
                                     {text("rcode"), 0},
                                     {text("addresses"), QJsonArray{text("192.0.2.1")}},
                                     {text("tcp"), false},
                                     {text("attempts"), 1}});
}

TEST_CASE("dns: a server that answers REFUSED is told from one that fails, denies or has nothing")
{
    struct Case {
        int flags;
        DnsType type;
        Outcome outcome;
        const char* error;
    };
    const auto given = GENERATE(values<Case>({
        {dnsAnswer | 2, DnsType::A, Outcome::Failed, "servfail"},
        {dnsAnswer | 3, DnsType::A, Outcome::Failed, "nxdomain"},
        {dnsAnswer | 5, DnsType::A, Outcome::Failed, "refused"},
        {dnsAnswer | 4, DnsType::A, Outcome::Failed, "other-rcode"},
        {dnsAnswer, DnsType::A, Outcome::Failed, "empty"},
        {dnsAnswer, DnsType::Aaaa, Outcome::Skipped, "empty"},
        {dnsAnswer | 3, DnsType::Aaaa, Outcome::Failed, "nxdomain"},
    }));
    DnsServer server(always(given.flags));
    Bench bench;
    const Observation seen = bench.ask(questionFor(server.port(), given.type));
    CAPTURE(given.error);
    CHECK(seen.outcome == given.outcome);
    CHECK(seen.error == text(given.error));
    CHECK(seen.detail[text("rcode")].toInt(-1) == (given.flags & 15));
}

TEST_CASE("dns: IPv6 addresses are asked for and read")
{
    DnsServer server([](const QByteArray& query) {
        CHECK(dnsTypeOf(query) == 28);
        return QList<QByteArray>{
            dnsReply(query, dnsAnswer, {dnsRecord(pointerToQuestion, 28, dnsData("2001:db8::1"))})};
    });
    Bench bench;
    const Observation seen = bench.ask(questionFor(server.port(), DnsType::Aaaa));
    CHECK(seen.id == text("dns:server:127.0.0.1:zoom.us:AAAA"));
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.detail[text("addresses")].toArray() == QJsonArray{text("2001:db8::1")});
}

TEST_CASE("dns: a malformed answer is named as that")
{
    DnsServer server([](const QByteArray& query) {
        return QList<QByteArray>{dnsHeader(query.left(2), dnsAnswer, 1, 9) + query.mid(12)};
    });
    Bench bench;
    const Observation seen = bench.ask(questionFor(server.port()));
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.error == text("malformed"));
    CHECK_FALSE(seen.detail.contains(text("rcode")));
}

TEST_CASE("dns: a silent server is timed out after three attempts, and not called refusing")
{
    DnsServer server([](const QByteArray&) { return QList<QByteArray>{}; });
    Bench bench;
    const Observation seen = bench.ask(questionFor(server.port()), 2200);
    CHECK(seen.outcome == Outcome::TimedOut);
    CHECK(seen.error == text("timed-out"));
    CHECK(seen.detail[text("attempts")].toInt() == 3);
    CHECK(server.received() == 3);
}

TEST_CASE("dns: one lost packet is no fault")
{
    int queries = 0;
    DnsServer server([&](const QByteArray& query) {
        return ++queries == 1
                   ? QList<QByteArray>{}
                   : QList<QByteArray>{dnsReply(query, dnsAnswer, {address("192.0.2.1")})};
    });
    Bench bench;
    const Observation seen = bench.ask(questionFor(server.port()));
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.detail[text("attempts")].toInt() == 2);
}

TEST_CASE("dns: a server whose port is closed is unreachable, at once")
{
    Bench bench;
    const Observation seen = bench.ask(questionFor(deadUdpPort()));
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.error == text("unreachable"));
    CHECK(seen.durationMs < 500);
}

TEST_CASE("dns: a rule on this computer that forbids asking is told from the way's refusal")
{
    struct Case {
        SendStatus status;
        Outcome outcome;
        const char* error;
    };
    const auto given = GENERATE(values<Case>({
        {SendStatus::NotPermitted, Outcome::Failed, "not-permitted"},
        {SendStatus::Unreachable, Outcome::Failed, "unreachable"},
        {SendStatus::Refused, Outcome::Failed, "unreachable"},
        {SendStatus::Failed, Outcome::Unknown, "failed"},
    }));
    DnsServer server(always(dnsAnswer, {address("192.0.2.1")}));
    Bench bench;
    bench.sender.script = {given.status};
    bench.sender.always = true;
    const Observation seen = bench.ask(questionFor(server.port()), 900);
    CHECK(seen.outcome == given.outcome);
    CHECK(seen.error == text(given.error));
    CHECK(server.received() == 0);
}

TEST_CASE("dns: a send that fails for want of a buffer is tried again")
{
    DnsServer server(always(dnsAnswer, {address("192.0.2.1")}));
    Bench bench;
    bench.sender.script = {SendStatus::Failed};
    CHECK(bench.ask(questionFor(server.port())).outcome == Outcome::Passed);
    CHECK(bench.sender.sends == 2);
}

TEST_CASE("dns: a spoofed reply is ignored, and the true one counts")
{
    DnsServer server([](const QByteArray& query) {
        QByteArray wrongId = dnsReply(query, dnsAnswer, {address("192.0.2.66")});
        wrongId[0] = char(wrongId[0] ^ 0x55);
        QByteArray wrongName = dnsReply(query, dnsAnswer, {address("192.0.2.66")});
        wrongName[13] = 'x';
        return QList<QByteArray>{
            wrongId, wrongName, query, "x", {}, dnsReply(query, dnsAnswer, {address("192.0.2.1")})};
    });
    Bench bench;
    const Observation seen = bench.ask(questionFor(server.port()));
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.detail[text("addresses")].toArray() == QJsonArray{text("192.0.2.1")});
}

TEST_CASE("dns: a reply from another source is ignored")
{
    QUdpSocket stranger;
    REQUIRE(stranger.bind(QHostAddress(QHostAddress::LocalHost), 0));
    QUdpSocket server;
    REQUIRE(server.bind(QHostAddress(QHostAddress::LocalHost), 0));
    QObject::connect(&server, &QUdpSocket::readyRead, &server, [&] {
        const QNetworkDatagram query = server.receiveDatagram();
        stranger.writeDatagram(dnsReply(query.data(), dnsAnswer, {address("192.0.2.66")}),
                               query.senderAddress(), quint16(query.senderPort()));
    });
    Bench bench;
    CHECK(bench.ask(questionFor(server.localPort()), 500).outcome == Outcome::TimedOut);
}

TEST_CASE("dns: only wrong replies are silence, however many there are")
{
    DnsServer server([](const QByteArray& query) { return QList<QByteArray>(100, query); });
    Bench bench;
    CHECK(bench.ask(questionFor(server.port()), 500).outcome == Outcome::TimedOut);
}

TEST_CASE("dns: a truncated answer is asked for again over TCP")
{
    DnsServer server(always(dnsTruncated), fullAnswer);
    Bench bench;
    const Observation seen = bench.ask(questionFor(server.port()));
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.detail[text("tcp")].toBool());
    CHECK(seen.detail[text("addresses")].toArray().size() == 2);
    CHECK(server.connections() == 1);
}

TEST_CASE("dns: over TCP, what is broken is malformed and what is silent times out")
{
    struct Case {
        std::function<QByteArray(const QByteArray&)> serve;
        Outcome outcome;
        const char* error;
    };
    const QList<Case> cases{
        {[](const QByteArray& query) { return fullAnswer(query).chopped(3); }, Outcome::Failed,
         "malformed"},
        {[](const QByteArray&) { return QByteArray("\0\x02hi", 4); }, Outcome::Failed, "malformed"},
        {[](const QByteArray&) { return QByteArray("x"); }, Outcome::Failed, "malformed"},
        {[](const QByteArray&) { return QByteArray(); }, Outcome::TimedOut, "timed-out"},
        {[](const QByteArray& query) { return dnsFramed(dnsReply(query, dnsAnswer | 5)); },
         Outcome::Failed, "refused"},
    };
    for (const Case& given : cases) {
        DnsServer server(always(dnsTruncated), given.serve);
        Bench bench;
        const Observation seen = bench.ask(questionFor(server.port()), 600);
        CHECK(seen.outcome == given.outcome);
        CHECK(seen.error == text(given.error));
        CHECK(seen.detail[text("tcp")].toBool());
    }
}

TEST_CASE("dns: where TCP is closed, part of a long answer is better than none")
{
    Bench bench;
    DnsServer empty(always(dnsTruncated));
    CHECK(bench.ask(questionFor(empty.port())).error == text("unreachable"));
    DnsServer partial(always(dnsTruncated, {address("192.0.2.1")}));
    const Observation seen = bench.ask(questionFor(partial.port()));
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.detail[text("addresses")].toArray() == QJsonArray{text("192.0.2.1")});
    DnsServer silent(always(dnsTruncated, {address("192.0.2.1")}),
                     [](const QByteArray&) { return QByteArray(); });
    CHECK(bench.ask(questionFor(silent.port()), 400).outcome == Outcome::Passed);
}

TEST_CASE("dns: what a configured server says serves later layers when the system is silent")
{
    DnsServer server(always(dnsAnswer, {address("192.0.2.1")}));
    Bench bench;
    bench.resolver.silent = {text("zoom.us")};
    std::optional<NameAnswer> answer;
    QObject context;
    bench.names->lookup(text("zoom.us"), &context,
                        [&](const NameAnswer& known) { answer = known; });
    SECTION("and it may teach")
    {
        bench.ask(questionFor(server.port()));
        REQUIRE(waitFor([&] { return answer.has_value(); }));
        CHECK(answer->source == NameAnswer::Source::Direct);
        CHECK(answer->addresses.size() == 1);
    }
    SECTION("but not for a family this computer does not have")
    {
        DirectQuestion question = questionFor(server.port());
        question.teach = false;
        bench.ask(question);
        REQUIRE(waitFor([&] { return answer.has_value(); }));
        CHECK(answer->addresses.isEmpty());
    }
}

TEST_CASE("dns: an independent resolver's answer stays apart, and its silence is not waited out")
{
    Bench bench;
    bench.resolver.known[text("zoom.us")] = {QHostAddress(text("192.0.2.66"))};
    QList<QHostAddress> others;
    QObject::connect(bench.names.get(), &Names::independent, bench.names.get(),
                     [&](const QString&, const QList<QHostAddress>& list) { others += list; });
    DnsServer server(always(dnsAnswer, {address("192.0.2.1"), address("192.0.2.66")}));
    DirectQuestion question = questionFor(server.port());
    question.kind = DirectQuestion::Server::Independent;
    const Observation seen = bench.ask(question);
    CHECK(seen.id == text("dns:independent:127.0.0.1:zoom.us:A"));
    CHECK(seen.outcome == Outcome::Passed);
    REQUIRE(waitFor([&] { return !others.isEmpty(); }));
    CHECK(others == QList<QHostAddress>{QHostAddress(text("192.0.2.1"))});

    DnsServer silent({});
    question.port = silent.port();
    const Observation quiet = bench.ask(question, 4000);
    CHECK(quiet.outcome == Outcome::TimedOut);
    CHECK(quiet.durationMs < 2000);
    CHECK(quiet.detail[text("attempts")].toInt() == 2);
}

TEST_CASE("dns: the system's word is reported as it is")
{
    ScriptedResolver resolver;
    resolver.known[text("zoom.us")] = {QHostAddress(text("192.0.2.1"))};
    resolver.silent = {text("slow.test")};
    const auto names = std::make_shared<Names>(resolver);
    const auto ask = [&](const char* name, Role role) {
        DnsSystemProbe probe(text(name), role, names);
        return observe(probe, 300).value(0);
    };
    const Observation found = ask("zoom.us", Role::Zoom);
    CHECK(found.id == text("dns:system:zoom.us"));
    CHECK(found.outcome == Outcome::Passed);
    CHECK(found.detail == QJsonObject{{text("role"), text("zoom")},
                                      {text("addresses"), QJsonArray{text("192.0.2.1")}}});
    const Observation missing = ask("no.test", Role::Control);
    CHECK(missing.outcome == Outcome::Failed);
    CHECK(missing.error == text("not-found"));
    CHECK(missing.detail[text("role")].toString() == text("control"));
    const Observation slow = ask("slow.test", Role::Control);
    CHECK(slow.outcome == Outcome::TimedOut);
    CHECK(slow.error == text("timed-out"));
    CHECK(slow.detail[text("addresses")].toArray().isEmpty());
}
