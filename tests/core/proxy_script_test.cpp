#include "core/probe/proxy_probe.h"
#include "tests/catch.h"
#include "tests/fakes/fake_proxies.h"
#include "tests/support/proxies.h"
#include "tests/support/scripted_resolver.h"

#include <QJsonArray>

#include <algorithm>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

// A computer with one effective script.
struct Scripted {
    FakeProxySettings settings;
    FakePacEngine engine;
    ScriptedResolver resolver;
    std::shared_ptr<Names> names = std::make_shared<Names>(resolver);
    std::shared_ptr<WorkingProxy> working = std::make_shared<WorkingProxy>();

    explicit Scripted(const QUrl& url, ProxyKind kind = ProxyKind::Script)
    {
        ConfiguredProxy proxy;
        proxy.source = text("gnome");
        proxy.place = text("GNOME network settings");
        proxy.kind = kind;
        proxy.script = url;
        proxy.effective = true;
        settings.reading.proxies.append(proxy);
    }

    QList<Observation> ask(int timeoutMs = 4000)
    {
        ProxyProbe probe(
            {settings, engine, names, working, trustingTestRoot(), text("zoom.test"), QString()});
        return observe(probe, timeoutMs);
    }

    // The script's own row.
    Observation askScript(int timeoutMs = 4000)
    {
        const auto observations = ask(timeoutMs);
        const auto found =
            std::find_if(observations.begin(), observations.end(), [](const Observation& one) {
                return one.id.startsWith(text("proxy:script:"));
            });
        REQUIRE(found != observations.end());
        return *found;
    }
};

QUrl at(quint16 port)
{
    return QUrl(text("http://127.0.0.1:%1/p.pac").arg(port));
}

QUrl inPlace()
{
    return QUrl(text("data:application/x-ns-proxy-autoconfig,script"));
}

// What becomes of a script whose server answers so.
Observation served(LoopbackServer::Serve serve, int timeoutMs = 4000)
{
    LoopbackServer server(std::move(serve));
    Scripted computer(at(server.port()));
    return computer.askScript(timeoutMs);
}

// What becomes of a script that runs to this end.
Observation ran(Result<QString> result)
{
    Scripted computer(inPlace());
    computer.engine.answer = std::move(result);
    return computer.askScript();
}

} // namespace

TEST_CASE("proxy script: it is fetched, asked for the way to Zoom, and its proxies are tried")
{
    TlsServer zoom("good");
    LoopbackServer proxy(tunnelling({"HTTP/1.1 200 OK\r\n\r\n"}, zoom.port()));
    LoopbackServer server(answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nthescript"));
    Scripted computer(at(server.port()));
    computer.engine.answer =
        text("PROXY 127.0.0.1:%1; PROXY 127.0.0.1:%2; DIRECT").arg(proxy.port()).arg(deadPort());
    const auto observations = computer.ask();
    CHECK(computer.engine.script == QByteArray("thescript"));
    CHECK(computer.engine.url == QUrl(text("https://zoom.test/")));
    REQUIRE(observations.size() == 4);
    const auto& script = observations[1];
    CHECK(script.id == text("proxy:script:") + at(server.port()).toString());
    CHECK(script.outcome == Outcome::Passed);
    CHECK(script.detail[text("direct")].toBool());
    CHECK(script.detail[text("effective")].toBool());
    CHECK(script.detail[text("proxies")].toArray().size() == 2);
    QStringList outcomes;
    for (const auto& one : observations.mid(2)) {
        CHECK(one.detail[text("fromScript")].toBool());
        CHECK(one.detail[text("effective")].toBool());
        outcomes.append(token(one.outcome) + one.error);
    }
    outcomes.sort();
    CHECK(outcomes == QStringList{text("failedrefused"), text("passed")});
}

TEST_CASE("proxy script: one that can't be fetched is told by why")
{
    CHECK(served(answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")).error ==
          text("http-status"));
    CHECK(served(answering("220 mail.example\r\n\r\n")).error == text("malformed"));
    CHECK(served([](QTcpSocket* socket) { socket->disconnectFromHost(); }).error ==
          text("unreachable"));
    CHECK(served(answering("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" +
                           QByteArray((1 << 20) + 100, 'x')))
              .error == text("too-large"));
    CHECK(Scripted(at(deadPort())).askScript().error == text("refused"));
    CHECK(Scripted(QUrl(text("http://nowhere.test/p.pac"))).askScript().error ==
          text("name-unknown"));
    CHECK(Scripted(QUrl(text("file:///nowhere/p.pac"))).askScript().error == text("unreachable"));
    CHECK(Scripted(QUrl()).askScript().error == text("malformed"));
    const auto silent = served({}, 300);
    CHECK(silent.outcome == Outcome::TimedOut);
    CHECK(silent.error == text("timed-out"));
}

TEST_CASE("proxy script: a server that says a byte now and then ends in time")
{
    const auto seen = served([](QTcpSocket* socket) {
        auto* drip = new QTimer(socket);
        QObject::connect(drip, &QTimer::timeout, socket, [socket] { socket->write("H"); });
        socket->write("HTTP/1.1 200 OK\r\n");
        drip->start(20);
    });
    CHECK(seen.error == text("timed-out"));
    CHECK(seen.durationMs < ProxyScriptTrial::fetchMs + 500);
}

TEST_CASE("proxy script: one that can't be run is told by why")
{
    CHECK(ran(failure(ErrorCode::Malformed, text("line 3"))).error == text("malformed"));
    CHECK(ran(failure(ErrorCode::Malformed, text("line 3"))).detail[text("reason")].toString() ==
          text("line 3"));
    CHECK(ran(failure(ErrorCode::TimedOut)).error == text("looped"));
    CHECK(ran(failure(ErrorCode::TooLarge)).error == text("too-large"));
    CHECK(ran(failure(ErrorCode::Failed)).error == text("crashed"));
    CHECK(ran(text("nonsense")).error == text("no-result"));
    const auto direct = ran(text("DIRECT"));
    CHECK(direct.outcome == Outcome::Passed);
    CHECK(direct.id == text("proxy:script:data:application/x-ns-proxy-autoconfig"));
}

TEST_CASE("proxy script: detection that finds nothing is no fault, a broken find is one")
{
    const auto detect = [](LoopbackServer::Serve serve, const Result<QString>& result) {
        LoopbackServer server(std::move(serve));
        ScriptedResolver resolver;
        FakePacEngine engine;
        engine.answer = result;
        ProxyScriptTrial trial({at(server.port()), ProxyKind::Detect, text("here"), true},
                               text("zoom.test"), engine, std::make_shared<Names>(resolver),
                               trustingTestRoot());
        trial.start();
        CHECK(waitFor([&] { return trial.isOver(); }));
        return trial.observation();
    };
    const auto unnamed = Scripted(QUrl(), ProxyKind::Detect).askScript();
    CHECK(unnamed.outcome == Outcome::Skipped);
    CHECK(unnamed.error == text("not-found"));
    CHECK(unnamed.id == text("proxy:script:http://wpad/wpad.dat"));
    const auto missing =
        detect(answering("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"), text("DIRECT"));
    CHECK(missing.outcome == Outcome::Skipped);
    CHECK(missing.detail[text("kind")].toString() == text("detect"));
    const auto broken = detect(answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"),
                               failure(ErrorCode::Malformed));
    CHECK(broken.outcome == Outcome::Failed);
    CHECK(broken.error == text("malformed"));
}

TEST_CASE("proxy script: it makes a proxy effective that a file merely mentions")
{
    LoopbackServer proxy(answering("HTTP/1.1 403 No\r\n\r\n"));
    Scripted computer(inPlace());
    ConfiguredProxy mentioned;
    mentioned.source = text("etc-environment");
    mentioned.place = text("/etc/environment");
    mentioned.host = text("127.0.0.1");
    mentioned.port = proxy.port();
    computer.settings.reading.proxies.prepend(mentioned);
    computer.engine.answer = text("PROXY 127.0.0.1:%1").arg(proxy.port());
    computer.engine.delayMs = 300;
    const auto observations = computer.ask();
    REQUIRE(observations.size() == 3);
    const auto& seen = observations[2];
    CHECK(seen.error == text("blocked"));
    CHECK(seen.detail[text("effective")].toBool());
    CHECK(seen.detail[text("fromScript")].toBool());
    CHECK(seen.detail[text("places")].toArray().size() == 2);
}

TEST_CASE("proxy script: a proxy named too late to be judged fairly is not blamed")
{
    LoopbackServer silent;
    Scripted computer(inPlace());
    computer.engine.answer = text("PROXY 127.0.0.1:%1").arg(silent.port());
    computer.engine.delayMs = 600;
    const auto observations = computer.ask(ProxyProbe::leastTrialMs + 300);
    REQUIRE(observations.size() == 3);
    CHECK(observations[2].outcome == Outcome::NotRun);
    CHECK(observations[2].error.isEmpty());
}

TEST_CASE("proxy script: the same one from two settings is asked once, and many are cut")
{
    Scripted computer(inPlace());
    for (int i = 0; i < 10; ++i) {
        ConfiguredProxy more = computer.settings.reading.proxies[0];
        if (i > 0)
            more.script = QUrl(text("data:text/plain;%1,x").arg(i));
        computer.settings.reading.proxies.append(more);
    }
    CHECK(computer.ask().size() == 1 + ProxyProbe::maxScripts);
}
