#include "core/net/proxy_bypass.h"
#include "tests/catch.h"

using namespace reconnect;

namespace {

bool goesDirect(const char* list, const char* host = "us02web.zoom.us", quint16 port = 443)
{
    return bypassesProxy(QString::fromLatin1(list).split(u','), QString::fromLatin1(host), port);
}

} // namespace

TEST_CASE("bypass: a domain stands for itself and all under it, with and without its dot")
{
    CHECK(goesDirect("zoom.us"));
    CHECK(goesDirect(".zoom.us"));
    CHECK(goesDirect("ZOOM.us", "Zoom.US."));
    CHECK(goesDirect("localhost, zoom.us "));
    CHECK_FALSE(goesDirect("oom.us"));
    CHECK_FALSE(goesDirect("zoom.us", "notzoom.us"));
    CHECK_FALSE(goesDirect("us02web.zoom.us", "zoom.us"));
    CHECK_FALSE(goesDirect(""));
    CHECK_FALSE(goesDirect("."));
}

TEST_CASE("bypass: stars stand for anything, and alone for every host")
{
    CHECK(goesDirect("*"));
    CHECK(goesDirect("*.zoom.us"));
    CHECK(goesDirect("*zoom.us", "zoom.us"));
    CHECK(goesDirect("us*web.*.us"));
    CHECK(goesDirect("10.0.*", "10.0.3.4"));
    CHECK_FALSE(goesDirect("*.zoom.us", "zoom.us"));
    CHECK_FALSE(goesDirect("*.zoom.us*x"));
    CHECK_FALSE(goesDirect("a*", "zoom.us"));
}

TEST_CASE("bypass: ranges and addresses hold for literal addresses only")
{
    CHECK(goesDirect("192.0.2.0/24", "192.0.2.77"));
    CHECK(goesDirect("2001:db8::/32", "2001:db8::1"));
    CHECK(goesDirect("[2001:db8::1]", "2001:db8::1"));
    CHECK(goesDirect("::1", "0:0:0:0:0:0:0:1"));
    CHECK_FALSE(goesDirect("192.0.2.0/24", "192.0.3.1"));
    CHECK_FALSE(goesDirect("0.0.0.0/0", "2001:db8::1"));
    CHECK_FALSE(goesDirect("0.0.0.0/0", "zoom.us"));
    CHECK_FALSE(goesDirect("192.0.2.0/99", "192.0.2.1"));
    CHECK_FALSE(goesDirect("2.1", "192.0.2.1"));
}

TEST_CASE("bypass: a port narrows an entry to itself")
{
    CHECK(goesDirect("zoom.us:443"));
    CHECK(goesDirect("https://zoom.us"));
    CHECK(goesDirect("[2001:db8::1]:443", "2001:db8::1"));
    CHECK_FALSE(goesDirect("zoom.us:8443"));
    CHECK_FALSE(goesDirect("zoom.us:port"));
    CHECK_FALSE(goesDirect("zoom.us:0"));
    CHECK_FALSE(goesDirect("[2001:db8::1", "2001:db8::1"));
}

TEST_CASE("bypass: <local> is a name without a dot")
{
    CHECK(goesDirect("<local>", "intranet"));
    CHECK_FALSE(goesDirect("<local>", "zoom.us"));
    CHECK_FALSE(goesDirect("<local>", "::1"));
    CHECK_FALSE(goesDirect("<-loopback>", "localhost"));
}

TEST_CASE("bypass: a reversed list names the hosts that do use the proxy")
{
    CHECK(goesDirect("<reversed>,example.com"));
    CHECK_FALSE(goesDirect("<reversed>,zoom.us"));
    CHECK(goesDirect("<reversed>"));
}

TEST_CASE("bypass: absurd lists are cut, not followed")
{
    QStringList many(500, QStringLiteral("example.com"));
    many.append(QStringLiteral("zoom.us"));
    CHECK_FALSE(bypassesProxy(many, QStringLiteral("zoom.us"), 443));
    CHECK_FALSE(bypassesProxy({QString(400, u'*')}, QStringLiteral("zoom.us"), 443));
}
