#include "core/probe/proxy_probe.h"
#include "tests/catch.h"
#include "tests/fakes/fake_proxies.h"
#include "tests/support/proxies.h"
#include "tests/support/scripted_resolver.h"

#include <QJsonArray>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

const QByteArray agreed = "HTTP/1.1 200 Connection established\r\n\r\n";

// A computer with proxies set; Zoom and the control host are both "zoom.test" to the certificates.
struct Asking {
    FakeProxySettings settings;
    FakePacEngine engine;
    ScriptedResolver resolver;
    std::shared_ptr<Names> names = std::make_shared<Names>(resolver);
    std::shared_ptr<WorkingProxy> working = std::make_shared<WorkingProxy>();
    QString controlHost;
    std::optional<std::optional<ProxyAddress>> settled;
    QObject context;

    ConfiguredProxy& add(quint16 port, ProxyScheme scheme = ProxyScheme::Http,
                         const char* host = "127.0.0.1")
    {
        ConfiguredProxy proxy;
        proxy.source = text("environment");
        proxy.place = text("https_proxy");
        proxy.scheme = scheme;
        proxy.host = text(host);
        proxy.port = port;
        proxy.effective = true;
        settings.reading.proxies.append(proxy);
        return settings.reading.proxies.last();
    }

    QList<Observation> ask(int timeoutMs = 3000)
    {
        working->whenSettled(&context,
                             [this](const std::optional<ProxyAddress>& one) { settled = one; });
        ProxyProbe probe(
            {settings, engine, names, working, trustingTestRoot(), text("zoom.test"), controlHost});
        const auto observations = observe(probe, timeoutMs);
        waitFor([this] { return settled.has_value(); });
        REQUIRE(!observations.isEmpty());
        CHECK(observations[0].id == text("proxy:config"));
        return observations;
    }

    Observation askOne(int timeoutMs = 3000)
    {
        const auto observations = ask(timeoutMs);
        REQUIRE(observations.size() == 2);
        return observations[1];
    }
};

QString textOf(const Observation& seen, const char* key)
{
    return seen.detail[text(key)].toString();
}

bool flagOf(const Observation& seen, const char* key)
{
    return seen.detail[text(key)].toBool();
}

QStringList listOf(const Observation& seen, const char* key)
{
    QStringList list;
    for (const auto& item : seen.detail[text(key)].toArray())
        list.append(item.toString());
    return list;
}

// What becomes of one proxy that answers so.
Observation tried(LoopbackServer::Serve serve, ProxyScheme scheme = ProxyScheme::Http,
                  int timeoutMs = 3000)
{
    LoopbackServer proxy(std::move(serve));
    Asking asking;
    asking.add(proxy.port(), scheme);
    const auto seen = asking.askOne(timeoutMs);
    CHECK(asking.settled.has_value());
    CHECK(asking.settled->has_value() ==
          (seen.outcome == Outcome::Passed && scheme == ProxyScheme::Http));
    return seen;
}

LoopbackServer::Serve saying(const QByteArray& bytes)
{
    return [bytes](QTcpSocket* socket) { socket->write(bytes); };
}

} // namespace

TEST_CASE("proxy: none is set, or the settings can't be read")
{
    Asking none;
    CHECK(none.ask()[0].error == text("none"));
    CHECK_FALSE(none.settled->has_value());
    Asking unread;
    unread.settings.reading.problems = QStringList{text("GNOME network settings can't be read")};
    const auto seen = unread.ask()[0];
    CHECK(seen.outcome == Outcome::Unknown);
    CHECK(seen.error == text("unreadable"));
    CHECK(listOf(seen, "problems").size() == 1);
    CHECK_FALSE(seen.detail.contains(text("anothers")));
    unread.settings.reading.areAnothers = true;
    CHECK(unread.ask()[0].detail[text("anothers")].toBool());
    Asking silent;
    silent.settings.silent = true;
    CHECK(silent.ask(100)[0].error == text("unreadable"));
    CHECK_FALSE(silent.settled->has_value());
}

TEST_CASE("proxy: one that works carries TLS to Zoom, and others hear of it")
{
    TlsServer zoom("good");
    LoopbackServer proxy(tunnelling({agreed}, zoom.port()));
    Asking asking;
    asking.add(proxy.port());
    const auto observations = asking.ask();
    REQUIRE(observations.size() == 2);
    const Observation& seen = observations[1];
    CHECK(seen.id == text("proxy:127.0.0.1:%1").arg(proxy.port()));
    CHECK(seen.outcome == Outcome::Passed);
    CHECK_FALSE(seen.detail[text("chain")].toArray().isEmpty());
    CHECK(flagOf(seen, "connected"));
    CHECK(flagOf(seen, "effective"));
    CHECK_FALSE(flagOf(seen, "fromScript"));
    CHECK(textOf(seen, "scheme") == text("http"));
    CHECK(listOf(seen, "places") == QStringList{text("https_proxy")});
    REQUIRE(asking.settled->has_value());
    CHECK((*asking.settled)->port == proxy.port());
    const auto listed = observations[0].detail[text("proxies")].toArray();
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].toObject()[text("kind")].toString() == text("manual"));
}

TEST_CASE("proxy: SOCKS proxies that work")
{
    TlsServer zoom("good");
    const QByteArray socks4("\x00\x5a\x00\x00\x00\x00\x00\x00", 8);
    const QByteArray hello("\x05\x00", 2);
    const QByteArray socks5("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10);
    CHECK(tried(tunnelling({socks4}, zoom.port()), ProxyScheme::Socks4).outcome == Outcome::Passed);
    CHECK(tried(tunnelling({hello, socks5}, zoom.port()), ProxyScheme::Socks5).outcome ==
          Outcome::Passed);
}

TEST_CASE("proxy: an https proxy needs a good certificate of its own")
{
    const auto ask = [](const char* certificate, const char* host) {
        TlsServer proxy(certificate, answering(agreed));
        Asking asking;
        asking.resolver.known[text(host)] = {QHostAddress(QHostAddress::LocalHost)};
        asking.add(proxy.port(), ProxyScheme::Https, host);
        return asking.askOne();
    };
    CHECK(ask("good", "zoom.test").outcome == Outcome::Passed);
    const auto seen = ask("untrusted", "zoom.test");
    CHECK(seen.error == text("not-a-proxy"));
    CHECK(textOf(seen, "reason") == text("untrusted-issuer"));
    CHECK(tried(saying("HTTP/1.1 400 Bad Request\r\n\r\n"), ProxyScheme::Https).error ==
          text("not-a-proxy"));
    Asking refused;
    refused.add(deadPort(), ProxyScheme::Https);
    CHECK(refused.askOne().error == text("refused"));
}

TEST_CASE("proxy: a dead one is told by how it is dead")
{
    Asking refused;
    refused.add(deadPort());
    const auto seen = refused.askOne();
    CHECK(seen.error == text("refused"));
    CHECK_FALSE(flagOf(seen, "connected"));

    Asking unknown;
    unknown.add(3128, ProxyScheme::Http, "proxy.test");
    CHECK(unknown.askOne().error == text("name-unknown"));

    const auto silent = tried({}, ProxyScheme::Http, 300);
    CHECK(silent.outcome == Outcome::NotRun); // 300 ms are no fair trial
    const auto longSilent = tried({}, ProxyScheme::Http, ProxyProbe::leastTrialMs + 200);
    CHECK(longSilent.outcome == Outcome::TimedOut);
    CHECK(longSilent.error == text("timed-out"));
    CHECK(flagOf(longSilent, "connected"));

    CHECK(tried([](QTcpSocket* socket) { socket->disconnectFromHost(); }).error == text("closed"));
    CHECK(tried(resetting()).error == text("closed"));
}

TEST_CASE("proxy: garbage and endless headers are no proxy")
{
    CHECK(tried(saying("\x15\x03\x01 garbage")).error == text("not-a-proxy"));
    CHECK(tried(saying("SSH-2.0-OpenSSH_9\r\n")).error == text("not-a-proxy"));
    CHECK(tried(saying("HTTP/1.1 200 OK\r\n" + QByteArray("A: b\r\n").repeated(50000))).error ==
          text("not-a-proxy"));
    CHECK(tried(saying("HTTP/1.1 200 OK\r\nA: " + QByteArray(1 << 20, 'x'))).error ==
          text("not-a-proxy"));
    CHECK(tried(saying("x"), ProxyScheme::Socks5).error == text("not-a-proxy"));
}

TEST_CASE("proxy: one that wants a login, or refuses Zoom, while others may pass")
{
    TlsServer control("good");
    const auto ask = [&](const QByteArray& answer) {
        LoopbackServer proxy(refusing("blocked.test", answer, control.port()));
        Asking asking;
        asking.add(proxy.port());
        asking.controlHost = text("zoom.test");
        ProxyProbe probe({asking.settings, asking.engine, asking.names, asking.working,
                          trustingTestRoot(), text("blocked.test"), text("zoom.test")});
        const auto observations = observe(probe);
        REQUIRE(observations.size() == 2);
        CHECK(textOf(observations[1], "controlOutcome") == text("passed"));
        return observations[1];
    };
    const auto blocked = ask("HTTP/1.1 403 Filtered\r\n\r\n");
    CHECK(blocked.error == text("blocked"));
    CHECK(blocked.detail[text("status")].toInt() == 403);
    CHECK(textOf(blocked, "reason") == text("Filtered"));
    CHECK(ask("HTTP/1.1 407 x\r\n\r\n").error == text("auth-required"));
    CHECK(ask("HTTP/1.1 503 x\r\n\r\n").error == text("bad-gateway"));
    // It knows CONNECT, as the control host shows.
    CHECK(ask("HTTP/1.1 405 x\r\n\r\n").error == text("blocked"));
}

TEST_CASE("proxy: a web server in a proxy's place answers for every host alike")
{
    LoopbackServer web(answering("HTTP/1.1 405 Not Allowed\r\n\r\n"));
    Asking asking;
    asking.add(web.port());
    asking.controlHost = text("control.test");
    const auto seen = asking.askOne();
    CHECK(seen.error == text("not-a-proxy"));
    CHECK(textOf(seen, "controlError") == text("not-a-proxy"));
}

TEST_CASE("proxy: a login that only the client knows is no proven fault")
{
    LoopbackServer proxy(answering("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"));
    Asking asking;
    asking.add(proxy.port()).hasCredentials = true;
    const auto seen = asking.askOne();
    CHECK(seen.outcome == Outcome::Unknown);
    CHECK(seen.error == text("auth-required"));
}

TEST_CASE("proxy: what is wrong with TLS inside the tunnel is told as such")
{
    TlsServer forged("untrusted");
    const auto seen = tried(tunnelling({agreed}, forged.port()));
    CHECK(seen.error == text("tls-untrusted-issuer"));
    CHECK_FALSE(seen.detail[text("chain")].toArray().isEmpty());
    CHECK(tried(saying(agreed + "220 not TLS\r\n")).error == text("tls-not-tls"));
    CHECK(tried(answering(agreed)).error == text("tls-closed"));
    const auto silent = tried(saying(agreed), ProxyScheme::Http, ProxyProbe::leastTrialMs + 200);
    CHECK(silent.error == text("timed-out"));
    CHECK(silent.outcome == Outcome::TimedOut);
}

TEST_CASE("proxy: a setting without a usable host or port is not asked")
{
    Asking asking;
    asking.add(0).raw = text("127.0.0.1:0");
    ConfiguredProxy& broken = asking.add(0, ProxyScheme::Http, "");
    broken.raw = text("gopher://p:70");
    const auto observations = asking.ask();
    REQUIRE(observations.size() == 3);
    CHECK(observations[1].error == text("bad-setting"));
    CHECK(observations[1].id == text("proxy:127.0.0.1:0"));
    CHECK(observations[2].id == text("proxy:gopher://p:70"));
}

TEST_CASE("proxy: settings that name the same one become one row, and the effective one counts")
{
    Asking asking;
    const quint16 port = deadPort();
    ConfiguredProxy& file = asking.add(port, ProxyScheme::Socks5);
    file.effective = false;
    file.place = text("/etc/environment");
    file.bypass = QStringList{text("*")};
    asking.add(port);
    const auto seen = asking.askOne();
    CHECK(flagOf(seen, "effective"));
    CHECK_FALSE(flagOf(seen, "bypassesZoom"));
    CHECK(textOf(seen, "scheme") == text("http"));
    CHECK(listOf(seen, "places") == QStringList{text("/etc/environment"), text("https_proxy")});
}

TEST_CASE("proxy: exceptions for Zoom are told, and too many proxies are cut")
{
    Asking asking;
    asking.add(deadPort()).bypass = QStringList{text(".test")};
    CHECK(flagOf(asking.askOne(), "bypassesZoom"));
    Asking many;
    for (quint16 i = 0; i < 30; ++i)
        many.add(0, ProxyScheme::Http, "").raw = QString::number(i);
    CHECK(many.ask().size() == 1 + ProxyProbe::maxProxies);
}
