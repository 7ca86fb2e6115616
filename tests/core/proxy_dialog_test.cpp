#include "core/net/http_head.h"
#include "core/net/proxy_dialog.h"
#include "tests/catch.h"

using namespace reconnect;

namespace {

using State = ProxyDialog::Step::State;

ProxyDialog dialog(ProxyScheme scheme = ProxyScheme::Http)
{
    return {scheme, QStringLiteral("zoom.us"), 443};
}

QString refusal(ProxyScheme scheme, const QByteArray& bytes)
{
    const auto step = dialog(scheme).hear(bytes);
    CHECK(step.state == State::Refused);
    return step.error;
}

QString httpRefusal(const char* status)
{
    return refusal(ProxyScheme::Http, QByteArray("HTTP/1.1 ") + status + "\r\n\r\n");
}

QByteArray bytesOf(std::initializer_list<int> numbers)
{
    QByteArray bytes;
    for (const int number : numbers)
        bytes += char(number);
    return bytes;
}

// A proxy that has agreed that nobody need log in.
ProxyDialog greetedSocks5()
{
    ProxyDialog socks = dialog(ProxyScheme::Socks5);
    const auto step = socks.hear(bytesOf({5, 0}));
    CHECK(step.consumed == 2);
    CHECK(step.send == bytesOf({5, 1, 0, 3, 7}) + "zoom.us" + bytesOf({1, 187}));
    return socks;
}

HttpHead::State stateOf(const QByteArray& bytes)
{
    return readHttpHead(bytes).state;
}

} // namespace

TEST_CASE("http head: status, reason and headers are read, and no byte behind them")
{
    const auto head = readHttpHead("HTTP/1.0 403 Access Denied\r\nServer:  x \nbad line\r\n"
                                   ": y\r\n\r\nbody");
    CHECK(head.state == HttpHead::State::Complete);
    CHECK(head.status == 403);
    CHECK(head.reason == QByteArray("Access Denied"));
    REQUIRE(head.headers.size() == 1);
    CHECK(head.headers[0].first == QByteArray("Server"));
    CHECK(head.headers[0].second == QByteArray("x"));
    CHECK(head.size == 57);
    CHECK(readHttpHead("HTTP/1.1 200\n\n").status == 200);
}

TEST_CASE("http head: every beginning of a good one is incomplete, never garbage")
{
    const QByteArray whole = "HTTP/1.1 200 OK\r\nA: b\r\n\r\n";
    for (int size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK(stateOf(whole.left(size)) == HttpHead::State::Incomplete);
    }
}

TEST_CASE("http head: what can't become one is told at once")
{
    for (const char* bytes :
         {"SSH-2.0-OpenSSH\r\n", "H\xff", "HTTP/2", "HTTP/1.1 2x", "HTTP/1.1\n", "HTTP/1.1 20\r\n",
          "HTTP/1.1 2000 ", "HTTP/1.1 999 x\n", "\r\n", "HTTP/1.1 099 x\n"}) {
        CAPTURE(bytes);
        CHECK(stateOf(bytes) == HttpHead::State::NotHttp);
    }
}

TEST_CASE("http head: endless lines and endless headers are too large")
{
    CHECK(stateOf("HTTP/1.1 200 " + QByteArray(maxHeadBytes, 'x')) == HttpHead::State::TooLarge);
    CHECK(stateOf("HTTP/1.1 200 OK\r\nA: " + QByteArray(maxHeadBytes, 'x')) ==
          HttpHead::State::TooLarge);
    CHECK(stateOf("HTTP/1.1 200 OK\r\n" + QByteArray("A: b\r\n").repeated(101)) ==
          HttpHead::State::TooLarge);
}

TEST_CASE("proxy dialog: CONNECT asks for the host by name, and IPv6 in brackets")
{
    CHECK(dialog().opening().startsWith("CONNECT zoom.us:443 HTTP/1.1\r\nHost: zoom.us:443\r\n"));
    CHECK(dialog().opening().endsWith("\r\n\r\n"));
    const ProxyDialog ipv6(ProxyScheme::Https, QStringLiteral("2001:db8::1"), 8443);
    CHECK(ipv6.opening().startsWith("CONNECT [2001:db8::1]:8443 HTTP/1.1\r\n"));
}

TEST_CASE("proxy dialog: an agreed tunnel leaves what follows alone, an interim answer is passed")
{
    ProxyDialog http = dialog();
    CHECK(http.hear({}).state == State::More);
    const auto interim = http.hear("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx");
    CHECK(interim.state == State::More);
    CHECK(interim.consumed == 25);
    const auto step = http.hear("HTTP/1.1 200 OK\r\n\r\nx");
    CHECK(step.state == State::Open);
    CHECK(step.consumed == 19);
    CHECK(http.hear("HTTP/1.1 2").consumed == 0);
}

TEST_CASE("proxy dialog: what an HTTP proxy's refusal means")
{
    CHECK(httpRefusal("407 Proxy Authentication Required") == QStringLiteral("auth-required"));
    CHECK(httpRefusal("403 Forbidden") == QStringLiteral("blocked"));
    CHECK(httpRefusal("302 Found") == QStringLiteral("blocked"));
    CHECK(httpRefusal("451 No") == QStringLiteral("blocked"));
    CHECK(httpRefusal("502 Bad Gateway") == QStringLiteral("bad-gateway"));
    CHECK(httpRefusal("503 x") == QStringLiteral("bad-gateway"));
    CHECK(httpRefusal("504 x") == QStringLiteral("bad-gateway"));
    CHECK(httpRefusal("405 Not Allowed") == QStringLiteral("not-a-proxy"));
    CHECK(refusal(ProxyScheme::Http, "220 mail.example ESMTP\r\n") ==
          QStringLiteral("not-a-proxy"));
    const auto step =
        dialog().hear("HTTP/1.1 403 " + QByteArray("\x01<b>") + QByteArray(500, 'x') + "\r\n\r\n");
    CHECK(step.status == 403);
    CHECK(step.reason.size() == 100);
    CHECK(step.reason.startsWith(QStringLiteral("<b>")));
}

TEST_CASE("proxy dialog: SOCKS 4a leaves the name to the proxy")
{
    CHECK(dialog(ProxyScheme::Socks4).opening() ==
          bytesOf({4, 1, 1, 187, 0, 0, 0, 1, 0}) + "zoom.us" + bytesOf({0}));
    const auto reply = [](int code) { return bytesOf({0, code, 0, 0, 0, 0, 0, 0}); };
    ProxyDialog socks = dialog(ProxyScheme::Socks4);
    CHECK(socks.hear(reply(90).left(7)).state == State::More);
    CHECK(socks.hear(reply(90)).state == State::Open);
    CHECK(refusal(ProxyScheme::Socks4, reply(91)) == QStringLiteral("bad-gateway"));
    CHECK(refusal(ProxyScheme::Socks4, reply(93)) == QStringLiteral("auth-required"));
    CHECK(refusal(ProxyScheme::Socks4, reply(7)) == QStringLiteral("not-a-proxy"));
    CHECK(refusal(ProxyScheme::Socks4, "HTTP/1.1 400\r\n") == QStringLiteral("not-a-proxy"));
}

TEST_CASE("proxy dialog: SOCKS 5 says who refused, whatever form its address has")
{
    CHECK(dialog(ProxyScheme::Socks5).opening() == bytesOf({5, 2, 0, 2}));
    for (const auto& address : {bytesOf({1, 1, 2, 3, 4}), bytesOf({3, 1, 'a'}),
                                bytesOf({4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1})}) {
        const QByteArray reply = bytesOf({5, 0, 0}) + address + bytesOf({1, 187});
        ProxyDialog socks = greetedSocks5();
        for (int size = 0; size < reply.size(); ++size)
            CHECK(socks.hear(reply.left(size)).state == State::More);
        const auto step = socks.hear(reply + "x");
        CHECK(step.state == State::Open);
        CHECK(step.consumed == reply.size());
    }
    CHECK(greetedSocks5().hear(bytesOf({5, 2})).error == QStringLiteral("blocked"));
    CHECK(greetedSocks5().hear(bytesOf({5, 5})).error == QStringLiteral("bad-gateway"));
    CHECK(greetedSocks5().hear(bytesOf({5, 5})).reason == QStringLiteral("connection refused"));
    CHECK(greetedSocks5().hear(bytesOf({5, 99})).error == QStringLiteral("not-a-proxy"));
    CHECK(greetedSocks5().hear(bytesOf({5, 0, 0, 9, 9})).error == QStringLiteral("not-a-proxy"));
}

TEST_CASE("proxy dialog: SOCKS 5 that wants a login, and what is no SOCKS 5")
{
    CHECK(refusal(ProxyScheme::Socks5, bytesOf({5, 2})) == QStringLiteral("auth-required"));
    CHECK(refusal(ProxyScheme::Socks5, bytesOf({5, 255})) == QStringLiteral("auth-required"));
    CHECK(refusal(ProxyScheme::Socks5, bytesOf({5, 9})) == QStringLiteral("not-a-proxy"));
    CHECK(refusal(ProxyScheme::Socks5, "HTTP/1.1 400\r\n") == QStringLiteral("not-a-proxy"));
}
