#include "core/net/tls_chain.h"
#include "core/probe/tls_probe.h"
#include "tests/catch.h"
#include "tests/support/scripted_resolver.h"
#include "tests/support/servers.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

struct Asking {
    ScriptedResolver resolver;
    std::shared_ptr<Names> names = std::make_shared<Names>(resolver);

    Asking() { resolver.known[text("zoom.test")] = {QHostAddress(QHostAddress::LocalHost)}; }

    QList<Observation> ask(quint16 port, bool sendName = true, int timeoutMs = 3000,
                           Role role = Role::Control)
    {
        TlsProbe probe({text("zoom.test"), port, role, sendName}, names, trustingTestRoot());
        return observe(probe, timeoutMs);
    }
};

Observation shake(quint16 port, bool sendName = true, int timeoutMs = 3000)
{
    Asking asking;
    const auto observations = asking.ask(port, sendName, timeoutMs);
    REQUIRE(observations.size() == 1);
    return observations[0];
}

QStringList verifyErrors(const Observation& seen)
{
    QStringList tokens;
    for (const auto& token : seen.detail[text("verifyErrors")].toArray())
        tokens.append(token.toString());
    return tokens;
}

QJsonObject leafOf(const Observation& seen)
{
    return seen.detail[text("chain")].toArray().at(0).toObject();
}

// Answers a client's first flight.
LoopbackServer::Serve onFirstBytes(std::function<void(QTcpSocket*)> then)
{
    return [then = std::move(then)](QTcpSocket* socket) {
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [=] {
            socket->readAll();
            then(socket);
        });
    };
}

} // namespace

TEST_CASE("tls: a good certificate passes, and the whole chain is kept")
{
    TlsServer server("good");
    const Observation seen = shake(server.port());
    CHECK(seen.id == text("tls:zoom.test:") + QString::number(server.port()));
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.error.isEmpty());
    CHECK(seen.detail[text("connected")].toBool());
    CHECK(seen.detail[text("protocol")].toString() == text("TLSv1.3"));
    CHECK(seen.detail[text("address")].toString() == text("127.0.0.1"));
    CHECK(verifyErrors(seen).isEmpty());
    const QJsonObject leaf = leafOf(seen);
    CHECK(leaf[text("subject")].toString() == text("zoom.test"));
    CHECK(leaf[text("organization")].toString() == text("Zoom Test"));
    CHECK(leaf[text("issuer")].toString() == text("Test Root"));
    CHECK(leaf[text("issuerOrganization")].toString() == text("Test Trust"));
    CHECK(leaf[text("notBefore")].toString() == text("2020-01-01T00:00:00Z"));
    CHECK(leaf[text("notAfter")].toString() == text("2125-01-01T00:00:00Z"));
    CHECK(leaf[text("names")].toArray().size() == 2);
    CHECK(leaf[text("sha256")].toString().size() == 64);
    CHECK_FALSE(leaf[text("selfSigned")].toBool());
}

TEST_CASE("tls: each flaw of a certificate has its own name")
{
    struct Case {
        const char* certificate;
        const char* error;
    };
    const auto flaw =
        GENERATE(Case{"expired", "expired"}, Case{"not-yet-valid", "not-yet-valid"},
                 Case{"self-signed", "self-signed"}, Case{"untrusted", "untrusted-issuer"},
                 Case{"wrong-name", "name-mismatch"}, Case{"forged", "untrusted-issuer"},
                 Case{"expired-untrusted", "untrusted-issuer"});
    INFO(flaw.certificate);
    TlsServer server(flaw.certificate);
    const Observation seen = shake(server.port());
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.error == text(flaw.error));
    CHECK(verifyErrors(seen).value(0) == text(flaw.error));
    CHECK(seen.detail[text("connected")].toBool());
    CHECK_FALSE(leafOf(seen)[text("notAfter")].toString().isEmpty());
}

TEST_CASE("tls: several flaws are all kept, the issuer before the dates")
{
    TlsServer server("expired-untrusted");
    const Observation seen = shake(server.port());
    CHECK(verifyErrors(seen) == QStringList{text("untrusted-issuer"), text("expired")});
    CHECK(leafOf(seen)[text("issuerOrganization")].toString() == text("Corporate Inspection"));
}

TEST_CASE("tls: absurd fields of a certificate are cut")
{
    TlsServer server("absurd");
    const Observation seen = shake(server.port());
    CHECK(seen.outcome == Outcome::Failed);
    const QJsonObject leaf = leafOf(seen);
    CHECK(leaf[text("organization")].toString().size() == 256);
    CHECK(leaf[text("names")].toArray().size() == 32);
    CHECK(QJsonDocument(seen.detail).toJson().size() < 16384);
}

TEST_CASE("tls: an overlong chain is cut at ten")
{
    TlsServer server("long-chain");
    const Observation seen = shake(server.port());
    CHECK(seen.outcome == Outcome::Failed);
    CHECK(seen.detail[text("chain")].toArray().size() == 10);
}

TEST_CASE("tls: a reset in the handshake is told from an orderly close")
{
    LoopbackServer resets(resetting());
    LoopbackServer closes(onFirstBytes([](QTcpSocket* socket) { socket->disconnectFromHost(); }));
    const Observation reset = shake(resets.port());
    CHECK(reset.outcome == Outcome::Failed);
    CHECK(reset.error == text("reset"));
    CHECK(reset.detail[text("connected")].toBool());
    CHECK(shake(closes.port()).error == text("closed"));
}

TEST_CASE("tls: a server that speaks something else, or says no, is told from a broken line")
{
    LoopbackServer web(onFirstBytes([](QTcpSocket* socket) {
        socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        socket->disconnectFromHost();
    }));
    LoopbackServer garbage(
        onFirstBytes([](QTcpSocket* socket) { socket->write(QByteArray(4000, '\x99')); }));
    LoopbackServer alerts(onFirstBytes([](QTcpSocket* socket) {
        socket->write(QByteArray::fromHex("15030300020228"));
        socket->disconnectFromHost();
    }));
    CHECK(shake(web.port()).error == text("not-tls"));
    CHECK(shake(garbage.port()).error == text("not-tls"));
    CHECK(shake(alerts.port()).error == text("alert"));
}

TEST_CASE("tls: a server that accepts and then is silent timed out with a standing connection")
{
    LoopbackServer silent;
    const Observation seen = shake(silent.port(), true, 300);
    CHECK(seen.outcome == Outcome::TimedOut);
    CHECK(seen.error == text("timed-out"));
    CHECK(seen.detail[text("connected")].toBool());
}

TEST_CASE("tls: a refusal and a missing address are as for tcp")
{
    const Observation refused = shake(deadPort());
    CHECK(refused.error == text("refused"));
    CHECK_FALSE(refused.detail[text("connected")].toBool());
    Asking nobody;
    nobody.resolver.known.clear();
    const auto missing = nobody.ask(443);
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].outcome == Outcome::NotRun);
    CHECK(missing[0].error == text("no-address"));
    Asking slow;
    slow.resolver.silent.append(text("zoom.test"));
    CHECK(slow.ask(443, true, 50)[0].outcome == Outcome::TimedOut);
}

TEST_CASE("tls: an address that hangs does not hold up one that answers")
{
    TlsServer server("good");
    LoopbackServer silent({}, QHostAddress(text("127.0.0.2")), server.port());
    REQUIRE(silent.listening);
    Asking asking;
    asking.resolver.known[text("zoom.test")] = {QHostAddress(text("127.0.0.2")),
                                                QHostAddress(text("127.0.0.1"))};
    const auto observations = asking.ask(server.port());
    REQUIRE(observations.size() == 1);
    CHECK(observations[0].outcome == Outcome::Passed);
    CHECK(observations[0].detail[text("address")].toString() == text("127.0.0.1"));
    CHECK(observations[0].durationMs < 2000);
}

TEST_CASE("tls: asked without a name, any certificate is a pass")
{
    QByteArray hello;
    LoopbackServer listener([&](QTcpSocket* socket) {
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [&hello, socket] {
            hello += socket->readAll();
            socket->disconnectFromHost();
        });
    });
    CHECK(shake(listener.port(), false).error == text("closed"));
    CHECK_FALSE(hello.contains("zoom.test"));
    hello.clear();
    shake(listener.port(), true);
    CHECK(hello.contains("zoom.test"));

    TlsServer server("untrusted");
    const Observation seen = shake(server.port(), false);
    CHECK(seen.outcome == Outcome::Passed);
    CHECK(seen.error.isEmpty());
    CHECK(seen.id.endsWith(text(":no-sni")));
    CHECK(seen.detail[text("chain")].toArray().size() == 1);
}

TEST_CASE("tls: an address that only an independent resolver gave is asked when the own one lies")
{
    TlsServer liar("self-signed");
    Asking asking;
    // Where the liar listens on 127.0.0.1, Zoom itself is at 127.0.0.2 on the same port.
    QSslServer honest;
    QFile key(QStringLiteral(TEST_DATA "/tls/good.key"));
    REQUIRE(key.open(QIODevice::ReadOnly));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(certificates("good"));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    honest.setSslConfiguration(configuration);
    REQUIRE(honest.listen(QHostAddress(text("127.0.0.2")), liar.port()));
    QTimer::singleShot(50, asking.names.get(), [&] {
        asking.names->learntIndependent(text("elsewhere.test"), {QHostAddress(text("::1"))});
        asking.names->learntIndependent(
            text("zoom.test"), {QHostAddress(text("127.0.0.1")), QHostAddress(text("127.0.0.2"))});
    });
    const auto observations = asking.ask(liar.port(), true, 3000, Role::Zoom);
    REQUIRE(observations.size() == 2);
    CHECK(observations[0].error == text("self-signed"));
    CHECK(observations[0].detail[text("role")].toString() == text("zoom"));
    CHECK(observations[1].outcome == Outcome::Passed);
    CHECK(observations[1].id.endsWith(text("@127.0.0.2")));
    CHECK(observations[1].detail[text("role")].toString() == text("independent"));
}

TEST_CASE("tls: a host that proves itself needs no independent address, and is not kept waiting")
{
    TlsServer server("good");
    Asking asking;
    QTimer::singleShot(20, asking.names.get(), [&] {
        asking.names->learntIndependent(text("zoom.test"), {QHostAddress(text("127.0.0.2"))});
    });
    const auto observations = asking.ask(server.port(), true, 3000, Role::Zoom);
    REQUIRE(observations.size() == 1);
    CHECK(observations[0].durationMs < TlsProbe::patienceMs);
}

TEST_CASE("tls: an independent address that hangs is reported when time is up")
{
    LoopbackServer silent;
    Asking asking;
    QTimer::singleShot(20, asking.names.get(), [&] {
        asking.names->learntIndependent(text("zoom.test"), {QHostAddress(text("127.0.0.2"))});
    });
    LoopbackServer other({}, QHostAddress(text("127.0.0.2")), silent.port());
    REQUIRE(other.listening);
    const auto observations = asking.ask(silent.port(), true, 1000, Role::Zoom);
    REQUIRE(observations.size() == 2);
    CHECK(observations[0].id.endsWith(text("@127.0.0.2")));
    CHECK(observations[0].outcome == Outcome::TimedOut);
    CHECK(observations[1].outcome == Outcome::TimedOut);
    CHECK(observations[1].detail[text("connected")].toBool());
}

TEST_CASE(
    "tls: without word from an independent resolver a failed host waits no longer than it must")
{
    Asking asking;
    const auto observations = asking.ask(deadPort(), true, 4000, Role::Zoom);
    REQUIRE(observations.size() == 1);
    CHECK(observations[0].error == text("refused"));
}

TEST_CASE("tls: every verification error of Qt has a token")
{
    CHECK(verifyToken(QSslError::NoError).isEmpty());
    CHECK(verifyToken(QSslError::CertificateRevoked) == text("revoked"));
    CHECK(verifyToken(QSslError::CertificateBlacklisted) == text("revoked"));
    CHECK(verifyToken(QSslError::SelfSignedCertificateInChain) == text("untrusted-issuer"));
    CHECK(verifyToken(QSslError::InvalidPurpose) == text("bad-certificate"));
    CHECK(verifyTokens({QSslError(QSslError::CertificateExpired),
                        QSslError(QSslError::HostNameMismatch),
                        QSslError(QSslError::CertificateRevoked),
                        QSslError(QSslError::CertificateExpired)}) ==
          QStringList{text("revoked"), text("name-mismatch"), text("expired")});
}
