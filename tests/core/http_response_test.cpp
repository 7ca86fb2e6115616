#include "core/net/http_response.h"
#include "tests/catch.h"

using namespace reconnect;

namespace {

using State = HttpResponseReader::State;

// The same answer whole and byte by byte must read the same.
HttpResponseReader readAll(const QByteArray& bytes, HttpLimits limits = {}, bool close = true)
{
    HttpResponseReader whole(limits);
    HttpResponseReader dripped(limits);
    whole.feed(bytes);
    for (const char byte : bytes)
        dripped.feed(QByteArray(1, byte));
    if (close) {
        whole.ended();
        dripped.ended();
    }
    CHECK(whole.state() == dripped.state());
    CHECK(whole.response().status == dripped.response().status);
    CHECK(whole.response().body == dripped.response().body);
    return whole;
}

} // namespace

TEST_CASE("http answer: a body is read by its length, by chunks, or to the end")
{
    const auto byLength = readAll("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", {}, false);
    CHECK(byLength.state() == State::Complete);
    CHECK(byLength.response().body == "hello");
    const auto chunked = readAll("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                                 "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: 1\r\n\r\n",
                                 {}, false);
    CHECK(chunked.state() == State::Complete);
    CHECK(chunked.response().body == "hello");
    const auto toEnd = readAll("HTTP/1.0 200\n\nhello");
    CHECK(toEnd.state() == State::Complete);
    CHECK(toEnd.response().body == "hello");
}

TEST_CASE("http answer: headers are found in any case, interim answers are skipped")
{
    const auto reader = readAll("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                                "HTTP/1.1 204 No Content\r\nDATE: now\r\nServer:x\r\n\r\n",
                                {}, false);
    CHECK(reader.state() == State::Complete);
    CHECK(reader.response().status == 204);
    CHECK(reader.response().header("date") == "now");
    CHECK(reader.response().header("server") == "x");
    CHECK(reader.response().header("link").isEmpty());
}

TEST_CASE("http answer: what is no HTTP is seen in its first bytes")
{
    const char* garbage = GENERATE(
        "SSH-2.0-OpenSSH", "\x15\x03\x01", "HTTP/2 200\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200OK\r\n\r\n", "HTTP/1.1 099 X\r\n\r\n", "HTTP/1.1 999 X\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n");
    INFO(garbage);
    CHECK(readAll(garbage, {}, false).state() == State::NotHttp);
}

TEST_CASE("http answer: a chunk line without an end is not waited for")
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    CHECK(readAll(head + QByteArray(1000, '0'), {}, false).state() == State::NotHttp);
}

TEST_CASE("http answer: too much is too large, declared or not")
{
    const HttpLimits small{200, 10, false};
    CHECK(readAll("HTTP/1.1 200 OK\r\nX: " + QByteArray(500, 'x'), small, false).state() ==
          State::TooLarge);
    CHECK(readAll("HTTP/1.1 200 OK\r\nX: " + QByteArray(500, 'x') + "\r\n\r\n", small, false)
              .state() == State::TooLarge);
    CHECK(readAll("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", small, false).state() ==
          State::TooLarge);
    CHECK(
        readAll("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n", small, false)
            .state() == State::TooLarge);
    CHECK(readAll("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(11, 'x'), small, false).state() ==
          State::TooLarge);
    CHECK(readAll("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                  small, false)
              .state() == State::TooLarge);
    QByteArray endless;
    for (int i = 0; i < 20; ++i)
        endless += "HTTP/1.1 100 Continue\r\n\r\n";
    CHECK(readAll(endless, small, false).state() == State::TooLarge);
    const QByteArray trailers = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n";
    CHECK(readAll(trailers + QByteArray("a: b\r\n").repeated(100), small, false).state() ==
          State::TooLarge);
}

TEST_CASE("http answer: where the start of a body is enough, the rest is not waited for")
{
    const HttpLimits start{200, 3, true};
    const char* answer =
        GENERATE("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nhello",
                 "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\nhello",
                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\nhello",
                 "HTTP/1.1 200 OK\r\n\r\nhello");
    const auto reader = readAll(answer, start, false);
    CHECK(reader.state() == State::Complete);
    CHECK(reader.response().body == "hel");
    const auto nothing =
        readAll("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", {200, 0, true}, false);
    CHECK(nothing.state() == State::Complete);
}

TEST_CASE("http answer: a connection that ends early leaves no whole answer")
{
    CHECK(readAll("").state() == State::CutOff);
    CHECK(readAll("HTTP/1.1 200 OK\r\nX: y").state() == State::CutOff);
    CHECK(readAll("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello").state() == State::CutOff);
    auto over = readAll("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nh");
    CHECK(over.feed("more") == State::Complete);
    CHECK(over.ended() == State::Complete);
}
