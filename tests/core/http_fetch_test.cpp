#include "core/net/http_fetch.h"
#include "tests/catch.h"
#include "tests/support/scripted_resolver.h"
#include "tests/support/servers.h"

#include <QFile>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

QUrl page(const char* scheme, quint16 port, const char* path = "/")
{
    QUrl url;
    url.setScheme(text(scheme));
    url.setHost(text("zoom.test"));
    url.setPort(port);
    url.setPath(text(path));
    return url;
}

struct Getting {
    ScriptedResolver resolver;
    HttpRequest request;

    explicit Getting(const QUrl& url)
    {
        resolver.known[text("zoom.test")] = {QHostAddress(QHostAddress::LocalHost)};
        resolver.known[text("other.test")] = {QHostAddress(QHostAddress::LocalHost)};
        request.url = url;
        request.timeoutMs = 2000;
    }
    HttpReply get()
    {
        HttpFetch fetch(request, std::make_shared<Names>(resolver), trustingTestRoot());
        HttpReply reply;
        bool done = false;
        QObject::connect(&fetch, &HttpFetch::done, &fetch, [&](const HttpReply& given) {
            CHECK_FALSE(done);
            reply = given;
            done = true;
        });
        fetch.start();
        REQUIRE(waitFor([&] { return done; }, 5000));
        return reply;
    }
};

QByteArray redirectTo(const QByteArray& location)
{
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
}

const QByteArray hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

// Kibibytes this process has resident, at most so far.
long peakMemory()
{
    QFile file(text("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray status = file.readAll();
    const auto at = status.indexOf("VmHWM:");
    return status.mid(at + 6, 30).simplified().split(' ').constFirst().toLong();
}

} // namespace

TEST_CASE("http: one page is got, asked for by its name")
{
    QByteArray asked;
    LoopbackServer server(afterRequest([&](QTcpSocket* socket, const QByteArray& head) {
        asked = head;
        socket->write(hello);
    }));
    QUrl url = page("http", server.port(), "/a b");
    url.setQuery(text("x=1"));
    const HttpReply reply = Getting(url).get();
    CHECK(reply.error.isEmpty());
    CHECK(reply.response.status == 200);
    CHECK(reply.response.body == "hello");
    CHECK(reply.url == url);
    CHECK(reply.address == QHostAddress(QHostAddress::LocalHost));
    CHECK(reply.connected);
    CHECK(asked.startsWith("GET /a%20b?x=1 HTTP/1.1\r\nHost: zoom.test:"));
    CHECK(asked.contains("Accept-Encoding: identity\r\n"));
}

TEST_CASE("http: over TLS the certificate must be good for the name")
{
    TlsServer good("good", answering(hello));
    const HttpReply fine = Getting(page("https", good.port())).get();
    CHECK(fine.error.isEmpty());
    CHECK(fine.response.body == "hello");
    CHECK(fine.tls.trusted);
    TlsServer bad("wrong-name", answering(hello));
    const HttpReply reply = Getting(page("https", bad.port())).get();
    CHECK(reply.error == text("name-mismatch"));
    CHECK(reply.connected);
    CHECK(reply.response.status == 0);
    CHECK(reply.tls.chain.size() == 1);
}

TEST_CASE("http: an address that hangs does not hold up one that answers")
{
    LoopbackServer server(answering(hello));
    LoopbackServer silent({}, QHostAddress(text("127.0.0.2")), server.port());
    REQUIRE(silent.listening);
    Getting getting(page("http", server.port()));
    getting.resolver.known[text("zoom.test")].prepend(QHostAddress(text("127.0.0.2")));
    CHECK(getting.get().response.body == "hello");
}

TEST_CASE("http: redirects are followed to their end, relative ones too")
{
    LoopbackServer server(afterRequest([](QTcpSocket* socket, const QByteArray& head) {
        socket->write(head.startsWith("GET /end ") ? hello : redirectTo("/end#part"));
    }));
    const HttpReply reply = Getting(page("http", server.port(), "/start")).get();
    CHECK(reply.response.body == "hello");
    CHECK(reply.url == page("http", server.port(), "/end"));
}

TEST_CASE("http: redirects that never end are a loop, the same place or ever new ones")
{
    LoopbackServer same(answering(redirectTo("/")));
    CHECK(Getting(page("http", same.port())).get().error == text("redirect-loop"));
    int count = 0;
    LoopbackServer ever(afterRequest([&](QTcpSocket* socket, const QByteArray&) {
        socket->write(redirectTo('/' + QByteArray::number(++count)));
    }));
    CHECK(Getting(page("http", ever.port())).get().error == text("redirect-loop"));
    CHECK(count == HttpFetch::maxRedirects + 1);
}

TEST_CASE("http: a redirect that must not be followed is the answer")
{
    TlsServer downgrade("good", answering(redirectTo("http://zoom.test/")));
    const HttpReply reply = Getting(page("https", downgrade.port())).get();
    CHECK(reply.error.isEmpty());
    CHECK(reply.response.status == 302);
    CHECK(reply.redirect == QUrl(text("http://zoom.test/")));
}

TEST_CASE("http: a location that can't be asked is not followed")
{
    const char* location = GENERATE("ftp://zoom.test/", "javascript:alert(1)", "http://", "");
    LoopbackServer server(answering(redirectTo(location)));
    const HttpReply reply = Getting(page("http", server.port())).get();
    CHECK(reply.error.isEmpty());
    CHECK(reply.response.status == 302);
    CHECK(reply.redirect.isEmpty());
}

TEST_CASE("http: a gigabyte is not taken in")
{
    auto sent = std::make_shared<qint64>(0);
    const auto pour = [sent](QTcpSocket* socket, const QByteArray&) {
        socket->write("HTTP/1.1 200 OK\r\n\r\n");
        const auto more = [socket, sent] {
            while (socket->bytesToWrite() < 65536 && *sent < (1LL << 30)) {
                const QByteArray block(16384, 'x');
                *sent += socket->write(block);
            }
        };
        QObject::connect(socket, &QTcpSocket::bytesWritten, socket, more);
        more();
    };
    LoopbackServer server(afterRequest(pour));
    Getting getting(page("http", server.port()));
    getting.request.limits.body = 512 << 10;
    // What the first request of a process loads, code and all, is not what is measured.
    LoopbackServer small(answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    CHECK(Getting(page("http", small.port())).get().error.isEmpty());
    const long before = peakMemory();
    CHECK(getting.get().error == text("too-large"));
    CHECK(*sent < 32 << 20);
    CHECK(peakMemory() - before < 16 << 10);
    LoopbackServer declared(answering("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"));
    CHECK(Getting(page("http", declared.port())).get().error == text("too-large"));
}

TEST_CASE("http: endless headers are too large")
{
    LoopbackServer server(afterRequest([](QTcpSocket* socket, const QByteArray&) {
        socket->write("HTTP/1.1 200 OK\r\n" +
                      QByteArray("X-Filler: 0123456789\r\n").repeated(9999));
    }));
    CHECK(Getting(page("http", server.port())).get().error == text("too-large"));
}

TEST_CASE("http: a body that drips ends when the time does")
{
    LoopbackServer server(afterRequest([](QTcpSocket* socket, const QByteArray&) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n");
        auto* drip = new QTimer(socket);
        QObject::connect(drip, &QTimer::timeout, socket, [socket] { socket->write("x"); });
        drip->start(20);
    }));
    Getting getting(page("http", server.port()));
    getting.request.timeoutMs = 300;
    const HttpReply reply = getting.get();
    CHECK(reply.error == text("timed-out"));
    CHECK(reply.connected);
}

TEST_CASE("http: each way a connection can break has its own name")
{
    LoopbackServer garbage(answering("220 mail.test ESMTP\r\n"));
    CHECK(Getting(page("http", garbage.port())).get().error == text("not-http"));
    LoopbackServer midHeader(answering("HTTP/1.1 200 OK\r\nServer: "));
    CHECK(Getting(page("http", midHeader.port())).get().error == text("closed"));
    LoopbackServer midBody(answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"));
    CHECK(Getting(page("http", midBody.port())).get().error == text("closed"));
    TlsServer midTls("good", answering("HTTP/1.1 200 OK\r\nServer: "));
    CHECK(Getting(page("https", midTls.port())).get().error == text("closed"));
    LoopbackServer resets(resetting());
    CHECK(Getting(page("http", resets.port())).get().error == text("reset"));
    LoopbackServer resetsTls(resetting());
    CHECK(Getting(page("https", resetsTls.port())).get().error == text("reset"));
    CHECK(Getting(page("http", deadPort())).get().error == text("refused"));
    CHECK(Getting(page("https", deadPort())).get().error == text("refused"));
    LoopbackServer notTls(answering("x"));
    Getting nobody(page("http", 1));
    nobody.resolver.known.clear();
    CHECK(nobody.get().error == text("no-address"));
    Getting unresolved(page("http", 1));
    unresolved.resolver.silent.append(text("zoom.test"));
    unresolved.request.timeoutMs = 50;
    CHECK(unresolved.get().error == text("timed-out"));
}

TEST_CASE("http: a body without a length is whole when the other side closes")
{
    TlsServer server("good", answering("HTTP/1.1 200 OK\r\n\r\nhello"));
    const HttpReply reply = Getting(page("https", server.port())).get();
    CHECK(reply.error.isEmpty());
    CHECK(reply.response.body == "hello");
}

namespace {

// A proxy that tunnels every CONNECT to one port of loopback.
LoopbackServer::Serve tunnelTo(quint16 port, QByteArray* asked)
{
    return [port, asked](QTcpSocket* client) {
        auto* server = new QTcpSocket(client);
        QObject::connect(client, &QTcpSocket::readyRead, client, [=] {
            if (server->state() == QAbstractSocket::ConnectedState) {
                server->write(client->readAll());
                return;
            }
            *asked += client->readAll();
            if (asked->contains("\r\n\r\n"))
                server->connectToHost(QHostAddress::LocalHost, port);
        });
        QObject::connect(server, &QTcpSocket::connected, client, [client] {
            client->write("HTTP/1.1 200 Connection established\r\n\r\n");
        });
        QObject::connect(server, &QTcpSocket::readyRead, client,
                         [=] { client->write(server->readAll()); });
    };
}

} // namespace

TEST_CASE("http: through a proxy a secure page is tunnelled, under its own name")
{
    TlsServer server("good", answering(hello));
    QByteArray asked;
    LoopbackServer proxy(tunnelTo(server.port(), &asked));
    Getting getting(page("https", server.port()));
    getting.resolver.known.remove(text("zoom.test")); // the proxy's to look up
    getting.request.proxy = ProxyAddress{text("127.0.0.1"), proxy.port()};
    const HttpReply reply = getting.get();
    CHECK(reply.error.isEmpty());
    CHECK(reply.response.body == "hello");
    CHECK(reply.tls.trusted);
    CHECK(asked.startsWith("CONNECT zoom.test:"));
}

TEST_CASE("http: what a proxy itself says is told from what the page says")
{
    LoopbackServer refuses(answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 99\r\n\r\n"));
    Getting getting(page("https", 443));
    getting.request.proxy = ProxyAddress{text("127.0.0.1"), refuses.port()};
    const HttpReply reply = getting.get();
    CHECK(reply.error == text("http-status"));
    CHECK(reply.response.status == 403);
    LoopbackServer closes(answering(""));
    getting.request.proxy->port = closes.port();
    CHECK(getting.get().error == text("closed"));
    getting.request.proxy->port = deadPort();
    CHECK(getting.get().error == text("refused"));
    TlsServer impostor("self-signed", answering(hello));
    QByteArray asked;
    LoopbackServer tunnel(tunnelTo(impostor.port(), &asked));
    getting.request.proxy->port = tunnel.port();
    CHECK(getting.get().error == text("self-signed"));
}

TEST_CASE("http: a plain page is asked of the proxy by its whole address")
{
    QByteArray asked;
    LoopbackServer proxy(afterRequest([&](QTcpSocket* socket, const QByteArray& head) {
        asked = head;
        socket->write(hello);
    }));
    Getting getting(QUrl(text("http://zoom.test/x")));
    getting.request.proxy = ProxyAddress{text("127.0.0.1"), proxy.port()};
    CHECK(getting.get().response.body == "hello");
    CHECK(asked.startsWith("GET http://zoom.test/x HTTP/1.1\r\nHost: zoom.test\r\n"));
}
